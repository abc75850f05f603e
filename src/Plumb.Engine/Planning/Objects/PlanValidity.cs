using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>Holds a provider's plan against configuration and prior state: what the configuration says must be planned so.</summary>
public static class PlanValidity
{
    public static IReadOnlyList<ObjectFault> Check(BlockSchema schema, Value prior, Value config, Value planned)
    {
        var faults = new List<ObjectFault>();
        if (config.IsNull != planned.IsNull)
            return [new ObjectFault(ValuePath.Root, config.IsNull ? "planned for existence but config wants absence" : "planned for absence but config wants existence")];
        if (planned is ObjectValue p && config is ObjectValue c) CheckBlock(schema, prior as NamedValues, c, p, ValuePath.Root, faults);
        return faults;
    }

    private static void CheckBlock(BlockSchema schema, NamedValues? prior, NamedValues config, NamedValues planned, ValuePath path, List<ObjectFault> faults)
    {
        CheckAttributes(schema.Attributes, prior, config, planned, path, faults);
        foreach (var block in schema.Blocks)
        {
            if (config[block.Name] is not { } written || planned[block.Name] is not { } made || ReferenceEquals(written, made) || made.Equals(written)) continue;
            CheckNested(block, prior?[block.Name], written, made, path.Attribute(block.Name), faults);
        }
    }

    private static void CheckNested(NestedBlockSchema schema, Value? prior, Value config, Value planned, ValuePath path, List<ObjectFault> faults)
    {
        if (config is UnknownValue)
        {
            faults.Add(new ObjectFault(path, "planned a value for an unknown dynamic block"));
            return;
        }
        // Where the configuration has none, the provider says which there are, now or later.
        if (schema.Block.Computed && config is NullValue && planned is not NullValue) return;
        if (planned is UnknownValue)
        {
            faults.Add(new ObjectFault(path, "attribute representing nested block must not be unknown itself; set nested attribute values to unknown instead"));
            return;
        }
        if (schema.Nesting is not (NestingMode.Single or NestingMode.Group) && planned is NullValue)
        {
            faults.Add(new ObjectFault(path, "attribute representing nested blocks must be empty to indicate no blocks, not null"));
            return;
        }
        switch (planned, config)
        {
            case (SetValue, _):
                break;
            case (SequenceValue p, SequenceValue c):
                if (p.Count != c.Count) faults.Add(new ObjectFault(path, $"block count in plan ({p.Count}) disagrees with count in config ({c.Count})"));
                else
                    for (var i = 0; i < p.Count; i++) CheckElement(schema, (prior as SequenceValue) is { } before && i < before.Count ? before[i] : null, c[i], p[i], path.Index(Value.Number(i)), faults);
                break;
            case (NamedValues p, NamedValues c) when schema.Nesting == NestingMode.Map:
                foreach (var (key, made) in p.Entries)
                {
                    if (c[key] is { } written) CheckElement(schema, (prior as NamedValues)?[key], written, made, path.Index(Value.String(key)), faults);
                    else faults.Add(new ObjectFault(path, $"block key \"{key}\" from plan is not present in config"));
                }
                foreach (var (key, _) in c.Entries.Where(e => !p.Has(e.Key))) faults.Add(new ObjectFault(path, $"block key \"{key}\" from config is not present in plan"));
                break;
            default:
                CheckElement(schema, prior, config, planned, path, faults);
                break;
        }
    }

    private static void CheckElement(NestedBlockSchema schema, Value? prior, Value config, Value planned, ValuePath path, List<ObjectFault> faults)
    {
        if (planned is UnknownValue) faults.Add(new ObjectFault(path, "element representing nested block must not be unknown itself; set nested attribute values to unknown instead"));
        else if (planned is NamedValues p && config is NamedValues c) CheckBlock(schema.Block, prior as NamedValues, c, p, path, faults);
        else if (planned.IsNull != config.IsNull) faults.Add(new ObjectFault(path, "the block is there in only one of plan and config"));
    }

    private static void CheckAttributes(IReadOnlyList<AttributeSchema> attributes, NamedValues? prior, NamedValues config, NamedValues planned, ValuePath path, List<ObjectFault> faults)
    {
        foreach (var attribute in attributes)
        {
            var (written, made) = (config[attribute.Name], planned[attribute.Name]);
            if (written is null || made is null || ReferenceEquals(written, made)) continue;
            CheckAttribute(attribute, prior?[attribute.Name], written, made, path.Attribute(attribute.Name), faults);
        }
    }

    private static void CheckAttribute(AttributeSchema attribute, Value? prior, Value config, Value planned, ValuePath path, List<ObjectFault> faults)
    {
        if (Same(planned, config)) return;
        if (prior is not (null or NullValue) && !config.IsNull && Same(planned, prior)) return;
        if (attribute.Computed && (!attribute.Optional || config.IsNull)) return;
        if (config.IsNull)
        {
            faults.Add(new ObjectFault(path, Say(attribute, "planned value for a non-computed attribute")));
            return;
        }
        if (attribute.WriteOnly && planned.IsNull) return;
        if (attribute.Nested is { } nested && planned is not (NullValue or UnknownValue))
        {
            CheckNestedAttributes(nested, prior, config, planned, path, faults);
            return;
        }
        faults.Add(new ObjectFault(path, Say(attribute, prior is null or NullValue ? "planned value does not match config value" : "planned value does not match config value nor prior value")));
    }

    private static void CheckNestedAttributes(NestedAttributes schema, Value? prior, Value config, Value planned, ValuePath path, List<ObjectFault> faults)
    {
        switch (planned, config)
        {
            case (SetValue, _):
                break;
            case (ObjectValue p, ObjectValue c) when schema.Nesting == NestingMode.Single:
                CheckAttributes(schema.Attributes, prior as NamedValues, c, p, path, faults);
                break;
            case (SequenceValue p, SequenceValue c):
                if (p.Count != c.Count) faults.Add(new ObjectFault(path, $"count in plan ({p.Count}) disagrees with count in config ({c.Count})"));
                else
                    for (var i = 0; i < p.Count; i++)
                        if (p[i] is NamedValues made && c[i] is NamedValues written)
                            CheckAttributes(schema.Attributes, prior is SequenceValue before && i < before.Count ? before[i] as NamedValues : null, written, made, path.Index(Value.Number(i)), faults);
                break;
            case (NamedValues p, NamedValues c):
                foreach (var (key, made) in p.Entries)
                {
                    if (c[key] is NamedValues written && made is NamedValues m) CheckAttributes(schema.Attributes, (prior as NamedValues)?[key] as NamedValues, written, m, path.Index(Value.String(key)), faults);
                    else if (!c.Has(key)) faults.Add(new ObjectFault(path, $"map key \"{key}\" from plan is not present in config"));
                }
                foreach (var (key, _) in c.Entries.Where(e => !p.Has(e.Key))) faults.Add(new ObjectFault(path, $"map key \"{key}\" from config is not present in plan"));
                break;
        }
    }

    private static string Say(AttributeSchema attribute, string what) => attribute.Sensitive ? "sensitive " + what : what;

    private static bool Same(Value a, Value b) => a.Equals(b) || (!a.IsWhollyKnown && !b.IsWhollyKnown && Unrefined(a).Equals(Unrefined(b)));

    private static Value Unrefined(Value value) => ValueOperations.Transform(value, static (_, v) => v is UnknownValue ? Value.Unknown(v.Type) : v);
}
