using Plumb.Core.Values;

namespace Plumb.Providers.Attributes;

/// <summary>The places in which two objects differ, of some of their attributes: of nested blocks the places inside, too, where there are equally many.</summary>
internal static class Differences
{
    public static IReadOnlyList<ValuePath> Between(ObjectValue? prior, ObjectValue planned, IEnumerable<string> names)
    {
        if (prior is null) return [];
        var places = new List<ValuePath>();
        foreach (var name in names)
            if (prior[name] is { } before && planned[name] is { } after) Add(places, ValuePath.Root.Attribute(name), before, after);
        return places;
    }

    private static void Add(List<ValuePath> places, ValuePath path, Value before, Value after)
    {
        if (before.Equals(after)) return;
        places.Add(path);
        if (before is not ListValue { ElementType: Core.Types.ObjectType } old || after is not ListValue @new || old.Count != @new.Count) return;
        for (var i = 0; i < old.Count; i++)
        {
            if (old[i] is not ObjectValue from || @new[i] is not ObjectValue to) continue;
            foreach (var (name, value) in from.Entries)
                if (to[name] is { } other && !value.Equals(other)) places.Add(path.Index(Value.Number(i)).Attribute(name));
        }
    }
}
