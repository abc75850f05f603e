using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>Puts prior values in place of configured ones where <c>ignore_changes</c> says so.</summary>
public static class IgnoredChanges
{
    /// <summary>The configuration keeps its marks. Nothing is ignored where there is no prior object.</summary>
    public static Value Apply(BlockSchema schema, LifecycleConfig lifecycle, Value prior, Value config)
    {
        if (prior is not NamedValues || config.Unmarked is not ObjectValue) return config;
        if (lifecycle.IgnoreAllChanges) return Conform(schema, prior, config);
        foreach (var ignored in lifecycle.IgnoreChanges) config = Put(config, prior, Reach(config, ignored.Path.Steps), 0);
        return config;
    }

    /// <summary>All attributes that a configuration can set are as they were; what only the provider computes stays null.</summary>
    private static Value Conform(BlockSchema schema, Value prior, Value config)
    {
        if (prior is not NamedValues before || config.Unmarked is not ObjectValue written) return config;
        var result = written;
        foreach (var attribute in schema.Attributes)
            if ((attribute.Required || attribute.Optional) && before[attribute.Name] is { } value) result = result.With(attribute.Name, value);
        foreach (var block in schema.Blocks)
            if (before[block.Name] is { } value) result = result.With(block.Name, value);
        return result;
    }

    /// <summary>A key that does not lead into a map leaves all that it leads into as it is: only entries of maps can be told apart.</summary>
    private static IReadOnlyList<PathStep> Reach(Value config, IReadOnlyList<PathStep> steps)
    {
        if (steps is not [.., IndexStep { Key: StringValue }]) return steps;
        PathStep[] container = [.. steps.SkipLast(1)];
        return ValueOperations.At(config.UnmarkDeep(), ValuePath.Of(container)) is MapValue or null ? steps : container;
    }

    private static Value Put(Value config, Value? prior, IReadOnlyList<PathStep> steps, int at)
    {
        if (at == steps.Count) return prior ?? config;
        var inner = config.Unmarked;
        Value changed;
        switch (steps[at], inner)
        {
            case (AttributeStep step, ObjectValue o) when o[step.Name] is { } child:
                changed = o.With(step.Name, Put(child, (prior as NamedValues)?[step.Name] ?? Value.Null(child.Type), steps, at + 1));
                break;
            case (IndexStep { Key: StringValue key }, NamedValues map):
                changed = PutEntry(map, key.Text, prior as NamedValues, steps, at);
                break;
            case (IndexStep { Key: NumberValue n }, SequenceValue list) when n.Number.TryGetInt32(out var i) && i >= 0 && i < list.Count && prior is SequenceValue before && i < before.Count && list is not SetValue:
                var elements = list.Elements.ToArray();
                elements[i] = Put(elements[i], before[i], steps, at + 1);
                changed = list is ListValue typed ? Value.List(typed.ElementType, elements) : Value.Tuple(elements);
                break;
            default:
                return config;
        }
        return changed.WithMarks(config.Marks);
    }

    /// <summary>An entry of a map that was there stays, one that was not stays away.</summary>
    private static Value PutEntry(NamedValues map, string key, NamedValues? prior, IReadOnlyList<PathStep> steps, int at)
    {
        var before = prior?[key];
        var entries = map.Entries.Where(e => e.Key != key).ToList();
        if (before is not null) entries.Add(KeyValuePair.Create(key, map[key] is { } written ? Put(written, before, steps, at + 1) : before));
        else if (at + 1 < steps.Count && map[key] is { } nested) entries.Add(KeyValuePair.Create(key, nested));
        return map is MapValue typed ? Value.Map(typed.ElementType, entries) : Value.Object(entries);
    }
}
