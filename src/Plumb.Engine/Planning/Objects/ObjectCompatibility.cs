using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>Holds what a provider made against what it had planned: what was known must be so, what was unknown may be anything of its type and refinement.</summary>
public static class ObjectCompatibility
{
    public static IReadOnlyList<ObjectFault> Check(BlockSchema schema, Value planned, Value actual)
    {
        var faults = new List<ObjectFault>();
        if (ReferenceEquals(planned, actual)) return faults;
        if (planned.IsNull != actual.IsNull) return [new ObjectFault(ValuePath.Root, planned.IsNull ? "was absent, but now present" : "was present, but now absent")];
        if (planned is NamedValues p && actual is NamedValues a) CheckBlock(schema, p, a, ValuePath.Root, faults);
        return faults;
    }

    private static void CheckBlock(BlockSchema schema, NamedValues planned, NamedValues actual, ValuePath path, List<ObjectFault> faults)
    {
        foreach (var attribute in schema.Attributes)
        {
            var (expected, got) = (planned[attribute.Name], actual[attribute.Name]);
            if (expected is null || got is null || ReferenceEquals(expected, got)) continue;
            var found = new List<ObjectFault>();
            CheckValue(expected, got, path.Attribute(attribute.Name), found);
            if (found.Count == 0) continue;
            if (attribute.Sensitive) faults.Add(new ObjectFault(path.Attribute(attribute.Name), "inconsistent values for sensitive attribute"));
            else faults.AddRange(found);
        }
        foreach (var block in schema.Blocks)
            if (planned[block.Name] is { } expected && actual[block.Name] is { } got && !ReferenceEquals(expected, got)) CheckBlocks(block, expected, got, path.Attribute(block.Name), faults);
    }

    private static void CheckBlocks(NestedBlockSchema schema, Value planned, Value actual, ValuePath path, List<ObjectFault> faults)
    {
        switch (planned, actual)
        {
            case (SetValue p, SetValue a):
                if (p.IsWhollyKnown && p.Count != a.Count) faults.Add(new ObjectFault(path, $"block set length changed from {p.Count} to {a.Count}"));
                else CheckSet(p, a, path, faults);
                break;
            case (SequenceValue p, SequenceValue a):
                if (p.Count != a.Count) faults.Add(new ObjectFault(path, $"block count changed from {p.Count} to {a.Count}"));
                else
                    for (var i = 0; i < p.Count; i++)
                        if (p[i] is NamedValues expected && a[i] is NamedValues got) CheckBlock(schema.Block, expected, got, path.Index(Value.Number(i)), faults);
                break;
            case (NamedValues p, NamedValues a) when schema.Nesting == NestingMode.Map:
                foreach (var (key, expected) in p.Entries)
                {
                    if (a[key] is NamedValues got && expected is NamedValues e) CheckBlock(schema.Block, e, got, path.Index(Value.String(key)), faults);
                    else if (!a.Has(key)) faults.Add(new ObjectFault(path, $"block key \"{key}\" has vanished"));
                }
                foreach (var (key, _) in a.Entries.Where(e => !p.Has(e.Key))) faults.Add(new ObjectFault(path, $"new block key \"{key}\" has appeared"));
                break;
            case (NamedValues p, NamedValues a):
                CheckBlock(schema.Block, p, a, path, faults);
                break;
            case (UnknownValue, _):
                break;
            default:
                if (planned.IsNull != actual.IsNull) faults.Add(new ObjectFault(path, planned.IsNull ? "block has appeared" : "block has vanished"));
                break;
        }
    }

    private static void CheckValue(Value planned, Value actual, ValuePath path, List<ObjectFault> faults)
    {
        if (ReferenceEquals(planned, actual)) return;
        switch (planned, actual)
        {
            case (UnknownValue unknown, _):
                if (unknown.Refinement.NotNull && actual.IsNull) faults.Add(new ObjectFault(path, "was not null, but now null"));
                else if (unknown.Refinement.StringPrefix is { } prefix && actual is StringValue s && !s.Text.StartsWith(prefix, StringComparison.Ordinal)) faults.Add(new ObjectFault(path, $"does not start with the planned prefix \"{prefix}\""));
                return;
            case (_, UnknownValue):
                faults.Add(new ObjectFault(path, "was known, but now unknown"));
                return;
            case (NullValue, NullValue):
                return;
            case (NullValue, _):
                faults.Add(new ObjectFault(path, "was null, but now has a value"));
                return;
            case (_, NullValue):
                faults.Add(new ObjectFault(path, "had a value, but is now null"));
                return;
            case (SetValue p, SetValue a):
                CheckSet(p, a, path, faults);
                return;
            case (SequenceValue p, SequenceValue a) when planned.Type.GetType() == actual.Type.GetType():
                for (var i = 0; i < Math.Min(p.Count, a.Count); i++) CheckValue(p[i], a[i], path.Index(Value.Number(i)), faults);
                if (p.Count != a.Count) faults.Add(new ObjectFault(path, $"length changed from {p.Count} to {a.Count}"));
                return;
            case (NamedValues p, NamedValues a):
                foreach (var (key, expected) in p.Entries)
                {
                    if (a[key] is { } got) CheckValue(expected, got, p is ObjectValue ? path.Attribute(key) : path.Index(Value.String(key)), faults);
                    else faults.Add(new ObjectFault(path, $"element \"{key}\" has vanished"));
                }
                foreach (var (key, _) in a.Entries.Where(e => !p.Has(e.Key))) faults.Add(new ObjectFault(path, $"new element \"{key}\" has appeared"));
                return;
            default:
                if (!planned.Equals(actual)) faults.Add(new ObjectFault(path, $"was {planned}, but now {actual}"));
                return;
        }
    }

    /// <summary>Each planned element that is known must be among the actual ones.</summary>
    private static void CheckSet(SetValue planned, SetValue actual, ValuePath path, List<ObjectFault> faults)
    {
        var present = new HashSet<Value>(actual.Elements);
        if (planned.Elements.Any(e => e.IsWhollyKnown && !present.Contains(e))) faults.Add(new ObjectFault(path, "a planned set element does not correlate with any element in actual"));
        else if (planned.IsWhollyKnown && planned.Count != actual.Count) faults.Add(new ObjectFault(path, $"length changed from {planned.Count} to {actual.Count}"));
    }
}
