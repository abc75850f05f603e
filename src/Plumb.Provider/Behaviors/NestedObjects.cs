using Plumb.Core.Values;

namespace Plumb.Provider.Behaviors;

/// <summary>Rebuilds the objects inside a nested attribute or block, each beside what is configured and what was there before.</summary>
internal static class NestedObjects
{
    internal delegate ObjectValue Rebuild(ObjectValue planned, ObjectValue config, ObjectValue? prior, ValuePath path);

    /// <summary>The same value where nothing changes. Objects that are not configured are the provider's own and stay as they are.</summary>
    public static Value Each(Value planned, Value config, Value? prior, ValuePath path, Rebuild rebuild) => planned switch
    {
        ObjectValue o when config is ObjectValue c => rebuild(o, c, prior as ObjectValue, path),
        SetValue s when config is SetValue c => EachOfSet(s, c, prior as SetValue, path, rebuild),
        SequenceValue s when config is SequenceValue c => EachOfSequence(s, c, prior as SequenceValue, path, rebuild),
        MapValue m when config is MapValue c => EachOfMap(m, c, prior as MapValue, path, rebuild),
        _ => planned,
    };

    private static Value EachOfSequence(SequenceValue planned, SequenceValue config, SequenceValue? prior, ValuePath path, Rebuild rebuild)
    {
        Value[]? changed = null;
        for (var i = 0; i < planned.Count; i++)
        {
            if (planned[i] is not ObjectValue element || i >= config.Count || config[i] is not ObjectValue configured) continue;
            var before = prior is not null && i < prior.Count ? prior[i] as ObjectValue : null;
            var result = rebuild(element, configured, before, path.Index(Value.Number(i)));
            if (ReferenceEquals(result, element)) continue;
            changed ??= [.. planned.Elements];
            changed[i] = result;
        }
        if (changed is null) return planned;
        return planned is ListValue list ? Value.List(list.ElementType, changed) : Value.Tuple(changed);
    }

    private static MapValue EachOfMap(MapValue planned, MapValue config, MapValue? prior, ValuePath path, Rebuild rebuild)
    {
        Value[]? changed = null;
        for (var i = 0; i < planned.Count; i++)
        {
            var key = planned.NameAt(i);
            if (planned.Values[i] is not ObjectValue element || config[key] is not ObjectValue configured) continue;
            var result = rebuild(element, configured, prior?[key] as ObjectValue, path.Index(Value.String(key)));
            if (ReferenceEquals(result, element)) continue;
            changed ??= [.. planned.Values];
            changed[i] = result;
        }
        return changed is null ? planned : Value.Map(planned.ElementType, changed.Select((v, i) => KeyValuePair.Create(planned.NameAt(i), v)));
    }

    private static Value EachOfSet(SetValue planned, SetValue config, SetValue? prior, ValuePath path, Rebuild rebuild)
    {
        var elements = new Value[planned.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            var element = planned[i];
            var configured = element is ObjectValue o ? Counterpart(o, config) : null;
            elements[i] = element is ObjectValue plannedObject && configured is not null
                ? rebuild(plannedObject, configured, prior is null ? null : Counterpart(configured, prior), path.Index(element))
                : element;
        }
        return Value.Set(planned.ElementType, elements);
    }

    /// <summary>Elements of sets have no names: those belong together that nothing tells apart, and of these the most alike.</summary>
    private static ObjectValue? Counterpart(ObjectValue element, SetValue others)
    {
        var (best, mostAlike) = ((ObjectValue?)null, -1);
        foreach (var other in others.Elements)
        {
            if (other is not ObjectValue candidate || Likeness(element, candidate) is not (> -1 and var alike) || alike <= mostAlike) continue;
            (best, mostAlike) = (candidate, alike);
        }
        return best;
    }

    /// <summary>How many attributes are equal; -1 where one that both have is another.</summary>
    private static int Likeness(ObjectValue a, ObjectValue b)
    {
        if (a.Count != b.Count) return -1;
        var equal = 0;
        for (var i = 0; i < a.Count; i++)
        {
            var (left, right) = (a.Span[i], b.Span[i]);
            if (left.Equals(right)) equal++;
            else if (left is not (NullValue or UnknownValue) && right is not (NullValue or UnknownValue)) return -1;
        }
        return equal;
    }
}
