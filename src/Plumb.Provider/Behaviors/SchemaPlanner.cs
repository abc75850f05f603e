using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Behaviors;

/// <summary>
/// Plans an object by the rules in its schema, in three passes: what is not configured takes its default; if the object is
/// new or changes, what the provider computes becomes unknown; then each attribute's modifiers have their say.
/// </summary>
public sealed class SchemaPlanner(BlockSchema schema)
{
    private readonly SchemaLevel _root = new(schema);

    /// <param name="prior">Null for a new object.</param>
    /// <param name="proposed">The configuration, with prior values where it leaves computed attributes open.</param>
    /// <param name="config">What is written, with unknowns.</param>
    public RulePlan Plan(ObjectValue? prior, ObjectValue proposed, ObjectValue config)
    {
        var planned = _root.HasDefaults ? FillDefaults(_root, proposed, config) : proposed;
        if (_root.HasComputedBlocks && prior is not null) planned = CarryBlocks(_root, planned, config, prior);
        if (_root.HasComputed && (prior is null || !planned.Equals(prior))) planned = MarkComputed(_root, planned, config);
        if (!_root.HasModifiers) return new RulePlan(planned, []);
        var replaced = new List<ValuePath>();
        planned = Modify(_root, new Places(prior, planned, config, ValuePath.Root), isNew: prior is null, replaced);
        return new RulePlan(planned, replaced);
    }

    /// <summary>A configuration with defaults where it says nothing, for what is read or opened without a plan.</summary>
    public ObjectValue WithDefaults(ObjectValue config) => _root.HasDefaults ? FillDefaults(_root, config, config) : config;

    private static ObjectValue FillDefaults(SchemaLevel level, ObjectValue planned, ObjectValue config)
    {
        Value[]? changed = null;
        foreach (var member in level.Members)
        {
            var (value, configured) = (planned.Span[member.Place], config.Span[member.Place]);
            var filled = configured.IsNull && member.Behavior.Default is { } preset ? preset
                : member.Inside is { HasDefaults: true } inside
                    ? NestedObjects.Each(value, configured, null, ValuePath.Root, (p, c, _, _) => FillDefaults(inside, p, c))
                    : value;
            Set(ref changed, planned, member, value, filled);
        }
        return changed is null ? planned : level.Assemble(planned, changed);
    }

    /// <summary>Computed blocks that are not configured begin as they were; the engine does so for attributes alone.</summary>
    private static ObjectValue CarryBlocks(SchemaLevel level, ObjectValue planned, ObjectValue config, ObjectValue prior)
    {
        Value[]? changed = null;
        foreach (var member in level.Members)
        {
            if (member.Attribute is not null) continue;
            var (value, configured) = (planned.Span[member.Place], config.Span[member.Place]);
            var carried = member.IsComputedBlock && configured.IsNull ? prior.Span[member.Place]
                : member.Inside is { HasComputedBlocks: true } inside
                    ? NestedObjects.Each(value, configured, prior.Span[member.Place], ValuePath.Root, (p, c, before, _) => before is null ? p : CarryBlocks(inside, p, c, before))
                    : value;
            Set(ref changed, planned, member, value, carried);
        }
        return changed is null ? planned : level.Assemble(planned, changed);
    }

    private static ObjectValue MarkComputed(SchemaLevel level, ObjectValue planned, ObjectValue config)
    {
        Value[]? changed = null;
        foreach (var member in level.Members)
        {
            var (value, configured) = (planned.Span[member.Place], config.Span[member.Place]);
            var marked = member.IsComputedBlock && configured.IsNull ? Value.Unknown(value.Type)
                : member.Attribute is { Computed: true } attribute && configured.IsNull
                ? member.Behavior.Default is null ? Value.Unknown(attribute.ImpliedType) : value
                : member.Inside is { HasComputed: true } inside
                    ? NestedObjects.Each(value, configured, null, ValuePath.Root, (p, c, _, _) => MarkComputed(inside, p, c))
                    : value;
            Set(ref changed, planned, member, value, marked);
        }
        return changed is null ? planned : level.Assemble(planned, changed);
    }

    private static ObjectValue Modify(SchemaLevel level, Places at, bool isNew, List<ValuePath> replaced)
    {
        Value[]? changed = null;
        foreach (var member in level.Members)
        {
            var value = at.Planned.Span[member.Place];
            var modified = value;
            // The parts come before the whole, which is not to seem changed for what the parts will keep.
            if (member.Inside is { HasModifiers: true } inside)
                modified = NestedObjects.Each(modified, at.Config.Span[member.Place], at.Prior?.Span[member.Place], at.Path.Attribute(member.Name),
                    (p, c, before, path) => Modify(inside, new Places(before, p, c, path), isNew, replaced));
            if (member.Behavior.Modifiers.Count > 0) modified = Modify(member, modified, at, isNew, replaced);
            Set(ref changed, at.Planned, member, value, modified);
        }
        return changed is null ? at.Planned : level.Assemble(at.Planned, changed);
    }

    private static Value Modify(SchemaMember member, Value planned, Places at, bool isNew, List<ValuePath> replaced)
    {
        var plan = new AttributePlan { Prior = at.Prior?.Span[member.Place], Planned = planned, Config = at.Config.Span[member.Place], IsNewObject = isNew };
        foreach (var modifier in member.Behavior.Modifiers) modifier.Modify(ref plan);
        if (plan.RequiresReplace && !isNew) replaced.Add(at.Path.Attribute(member.Name));
        return plan.Planned;
    }

    private static void Set(ref Value[]? changed, ObjectValue of, SchemaMember member, Value before, Value after)
    {
        if (ReferenceEquals(before, after)) return;
        changed ??= of.Span.ToArray();
        changed[member.Place] = after;
    }

    private readonly record struct Places(ObjectValue? Prior, ObjectValue Planned, ObjectValue Config, ValuePath Path);
}

/// <summary>What the rules of a schema plan, and the attributes whose change cannot be made in place.</summary>
public sealed record RulePlan(ObjectValue Planned, IReadOnlyList<ValuePath> RequiresReplace);
