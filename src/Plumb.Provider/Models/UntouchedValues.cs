using Plumb.Core.Values;

namespace Plumb.Provider.Models;

/// <summary>
/// Brings a model's changes back into the value that it was read from. A model of plain types forgets what was unknown;
/// so where the model says after the author's work what it said before, the original value stays.
/// </summary>
internal static class UntouchedValues
{
    public static Value Keep(Value original, Value asRead, Value written)
    {
        if (written.Equals(asRead)) return original;
        return (original, asRead, written) switch
        {
            (ObjectValue o, ObjectValue r, ObjectValue w) when o.Count == w.Count => KeepInside(o, r, w),
            (ListValue o, ListValue r, ListValue w) => Value.List(w.ElementType, [.. w.Elements.Select((element, i) =>
                i < o.Count && i < r.Count ? Keep(o[i], r[i], element) : element)]),
            (MapValue o, MapValue r, MapValue w) => Value.Map(w.ElementType, w.Entries.Select(e => KeyValuePair.Create(e.Key,
                o[e.Key] is { } before && r[e.Key] is { } read ? Keep(before, read, e.Value) : e.Value))),
            _ => written,
        };
    }

    private static ObjectValue KeepInside(ObjectValue original, ObjectValue asRead, ObjectValue written) => Value.Object(
        written.Entries.Select((entry, i) => KeyValuePair.Create(entry.Key, Keep(original.Span[i], asRead.Span[i], entry.Value))));
}
