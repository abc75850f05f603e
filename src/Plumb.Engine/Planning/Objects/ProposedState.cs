using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>Merges a configuration with the prior state into what a provider is asked to plan: computed attributes keep their prior values.</summary>
public static class ProposedState
{
    /// <summary>Both of the schema's type and without marks; the prior is wholly known and null for a new object.</summary>
    public static Value Merge(BlockSchema schema, Value prior, Value config)
    {
        if (config is not ObjectValue configured) return config is NullValue && prior is NullValue ? prior : config;
        return MergeBlock(schema, prior as NamedValues, configured, null);
    }

    /// <summary>The same for an object that will be read later: computed attributes are unknown.</summary>
    public static Value WithUnknowns(BlockSchema schema, Value config) =>
        config is ObjectValue configured ? MergeBlock(schema, null, configured, static type => Value.Unknown(type)) : config;

    private static ObjectValue MergeBlock(BlockSchema schema, NamedValues? prior, ObjectValue config, Func<DataType, Value>? absent)
    {
        Value[]? merged = null;
        foreach (var attribute in schema.Attributes)
            Replace(config, attribute.Name, MergeAttribute(attribute, prior?[attribute.Name], config[attribute.Name], absent), ref merged);
        foreach (var block in schema.Blocks)
            if (config[block.Name] is { } written) Replace(config, block.Name, MergeNested(block.Nesting, (p, c) => MergeBlock(block.Block, p, c, absent), p => Fits(block.Block, p), prior?[block.Name], written), ref merged);
        return merged is null ? config : Rebuild(config, merged);
    }

    private static Value MergeAttribute(AttributeSchema attribute, Value? prior, Value? config, Func<DataType, Value>? absent)
    {
        config ??= Value.Null(attribute.ImpliedType);
        if (attribute.Computed && config is NullValue)
        {
            if (absent is not null) return absent(attribute.ImpliedType);
            // What was configured and is not any more goes, where the provider could not have computed it.
            if (attribute is { Optional: true, Nested: { } removed } && prior is not null && HoldsConfigured(removed, prior)) return config;
            return prior ?? config;
        }
        return attribute.Nested is { } nested ? MergeNested(nested.Nesting, (p, c) => MergeAttributes(nested, p, c, absent), p => Fits(nested, p), prior, config) : config;
    }

    private static ObjectValue MergeAttributes(NestedAttributes schema, NamedValues? prior, ObjectValue config, Func<DataType, Value>? absent)
    {
        Value[]? merged = null;
        foreach (var attribute in schema.Attributes)
            Replace(config, attribute.Name, MergeAttribute(attribute, prior?[attribute.Name], config[attribute.Name], absent), ref merged);
        return merged is null ? config : Rebuild(config, merged);
    }

    private static Value MergeNested(NestingMode nesting, Func<NamedValues?, ObjectValue, ObjectValue> merge, Func<(Value Prior, ObjectValue Config), bool> fits, Value? prior, Value config)
    {
        switch (nesting, config)
        {
            case (NestingMode.Single or NestingMode.Group, ObjectValue one):
                return merge(prior as NamedValues, one);
            case (NestingMode.List, SequenceValue { Count: > 0 } list):
                var before = (prior as SequenceValue)?.Elements ?? [];
                var elements = list.Elements.Select((e, i) => e is ObjectValue o ? merge(i < before.Count ? before[i] as NamedValues : null, o) : e).ToArray();
                return list is TupleValue ? Value.Tuple(elements) : Value.List(((ListValue)list).ElementType, elements);
            case (NestingMode.Map, NamedValues { Count: > 0 } map):
                var entries = map.Entries.Select(e => KeyValuePair.Create(e.Key, e.Value is ObjectValue o ? merge((prior as NamedValues)?[e.Key] as NamedValues, o) : e.Value));
                return map is MapValue typed ? Value.Map(typed.ElementType, entries) : Value.Object(entries);
            case (NestingMode.Set, SetValue { Count: > 0 } set):
                return MergeSet(merge, fits, prior, set);
            default:
                return config;
        }
    }

    /// <summary>Elements of a set have no key: each takes the first prior element that could have come from it.</summary>
    private static Value MergeSet(Func<NamedValues?, ObjectValue, ObjectValue> merge, Func<(Value, ObjectValue), bool> fits, Value? prior, SetValue set)
    {
        var open = (prior as SetValue)?.Elements.ToList() ?? [];
        var merged = new List<Value>(set.Count);
        foreach (var element in set.Elements)
        {
            if (element is not ObjectValue written)
            {
                merged.Add(element);
                continue;
            }
            var match = open.FindIndex(p => fits((p, written)));
            merged.Add(merge(match < 0 ? null : open[match] as NamedValues, written));
            if (match >= 0) open.RemoveAt(match);
        }
        return Value.Set(set.ElementType, merged);
    }

    private static bool Fits(BlockSchema schema, (Value Prior, ObjectValue Config) pair)
    {
        if (pair.Prior is not NamedValues prior) return false;
        foreach (var attribute in schema.Attributes)
            if (!Fits(attribute, prior[attribute.Name], pair.Config[attribute.Name])) return false;
        foreach (var block in schema.Blocks)
        {
            var (before, written) = (prior[block.Name], pair.Config[block.Name]);
            if (Same(before, written)) continue;
            if (block.Nesting == NestingMode.Set || !FitsElements(before, written, e => Fits(block.Block, e))) return false;
        }
        return true;
    }

    private static bool Fits(NestedAttributes schema, (Value Prior, ObjectValue Config) pair) =>
        pair.Prior is NamedValues prior && schema.Attributes.All(a => Fits(a, prior[a.Name], pair.Config[a.Name]));

    private static bool Fits(AttributeSchema attribute, Value? prior, Value? config)
    {
        if (Same(prior, config)) return true;
        if (attribute.Computed && config is null or NullValue) return true;
        return attribute.Nested is { Nesting: not NestingMode.Set } nested && FitsElements(prior, config, e => Fits(nested, e));
    }

    private static bool FitsElements(Value? prior, Value? config, Func<(Value, ObjectValue), bool> fits) => (prior, config) switch
    {
        (SequenceValue p, SequenceValue c) => p.Count == c.Count && p.Elements.Zip(c.Elements).All(e => e.Second is ObjectValue o && fits((e.First, o))),
        (MapValue p, MapValue c) => p.Count == c.Count && c.Entries.All(e => p[e.Key] is { } before && e.Value is ObjectValue o && fits((before, o))),
        (ObjectValue p, ObjectValue c) => fits((p, c)),
        _ => false,
    };

    private static bool Same(Value? a, Value? b) => a is null ? b is null : b is not null && (a.Equals(b) || (a is UnknownValue && b is UnknownValue && a.Type.Equals(b.Type)));

    /// <summary>Whether a value holds an attribute that only a configuration could have set.</summary>
    private static bool HoldsConfigured(NestedAttributes schema, Value value) => value switch
    {
        ObjectValue o when schema.Nesting == NestingMode.Single => schema.Attributes.Any(a => !a.Computed && o[a.Name] is not (null or NullValue)),
        SequenceValue s => s.Elements.OfType<ObjectValue>().Any(o => schema.Attributes.Any(a => !a.Computed && o[a.Name] is not (null or NullValue))),
        NamedValues n => n.Values.OfType<ObjectValue>().Any(o => schema.Attributes.Any(a => !a.Computed && o[a.Name] is not (null or NullValue))),
        _ => false,
    };

    private static void Replace(ObjectValue config, string name, Value value, ref Value[]? merged)
    {
        var index = config.IndexOf(name);
        if (index < 0 || ReferenceEquals(config.Span[index], value)) return;
        merged ??= config.Span.ToArray();
        merged[index] = value;
    }

    private static ObjectValue Rebuild(ObjectValue config, Value[] values)
    {
        var type = config.Type;
        for (var i = 0; i < values.Length; i++)
            if (!type.Attributes[i].Type.Equals(values[i].Type)) return Value.Object(values.Select((v, at) => KeyValuePair.Create(type.Attributes[at].Name, v)));
        return ObjectValue.OfType(type, values);
    }
}
