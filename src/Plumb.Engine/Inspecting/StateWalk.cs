using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Inspecting;

/// <summary>Evaluates a configuration over the objects of a state. Providers are not asked: what the state lacks is unknown.</summary>
internal sealed class StateWalk(RunContext context, ConfigurationGraph graph, StateDocument state) : ConfigurationWalk(context, graph)
{
    protected override bool HoldsChecks => false;

    public ValueTask<bool> WalkAsync(CancellationToken cancellation) => RunAsync(Graph.Vertices, cancellation);

    protected override ValueTask VisitProviderAsync(ProviderVertex vertex, CancellationToken cancellation) => ValueTask.CompletedTask;

    protected override ValueTask VisitResourceAsync(ResourceVertex vertex, CancellationToken cancellation)
    {
        var config = vertex.Resource;
        var schema = Context.ResourceSchema(config.ProviderAddress, config.Name.Mode, config.Name.Type);
        foreach (var module in InstancesOf(vertex.Module))
        {
            var stored = state.Resources.GetValueOrDefault(new ResourceAddress(module.Address, config.Name));
            module.SetResource(config.Name, stored is null ? new ResourceInstances(Absent(config)) : Stored(config, stored, schema));
        }
        return ValueTask.CompletedTask;
    }

    private static Value Absent(ResourceConfig config) =>
        config.Name.Mode == ResourceMode.Ephemeral ? Value.DynamicUnknown.WithMark(Mark.Ephemeral) : Value.DynamicUnknown;

    private static ResourceInstances Stored(ResourceConfig config, ResourceState stored, Schema? schema)
    {
        var repetition = RepetitionOf(config, stored);
        var instances = new ResourceInstances(repetition);
        for (var i = 0; i < repetition.Instances.Count; i++)
            instances.Set(i, ValueOf(stored.Instances.GetValueOrDefault(repetition.Instances[i].Key)?.Current, schema));
        return instances;
    }

    /// <summary>The instances that the state has, in the form that the configuration gives them now.</summary>
    private static Repetition RepetitionOf(ResourceConfig config, ResourceState stored)
    {
        var keys = stored.Instances.Keys.Order();
        if (config.Count is not null)
        {
            var count = keys.Where(k => k.IsNumber).Select(k => k.Number + 1).DefaultIfEmpty(0).Max();
            return new Repetition(RepetitionKind.Count, [.. Enumerable.Range(0, count).Select(i => Instance(InstanceKey.Of(i)))]);
        }
        return config.ForEach is not null
            ? new Repetition(RepetitionKind.ForEach, [.. keys.Where(k => k.IsString).Select(Instance)])
            : Repetition.Single;
    }

    private static RepetitionInstance Instance(InstanceKey key) => new(key, null, null, null);

    private static Value ValueOf(ObjectState? stored, Schema? schema)
    {
        if (stored?.Value is not { } value) return Value.DynamicUnknown;
        if (schema is not null && SchemaMarks.Sensitive(schema.Block, value) is { Count: > 0 } declared) value = value.WithMarksAt(declared);
        return stored.SensitivePaths.Count == 0 ? value : value.WithMarksAt([.. stored.SensitivePaths.Select(p => new PathMarks(p, MarkSet.Sensitive))]);
    }
}
