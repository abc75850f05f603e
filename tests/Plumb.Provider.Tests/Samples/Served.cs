using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Tests.Samples;

/// <summary>A resource of a provider, called as the engine calls it.</summary>
internal sealed class Served(Resource resource) : IAsyncDisposable
{
    private readonly ComposedProvider _provider = new() { Resources = [resource] };

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    public ObjectValue Config(params (string Name, Value Value)[] attributes)
    {
        var block = resource.Schema.Block;
        var config = Value.Object(block.ImpliedType.Attributes.Select(a => KeyValuePair.Create(a.Name, a.Type switch
        {
            ListType list when block.FindBlock(a.Name) is not null => Value.List(list.Element),
            SetType set when block.FindBlock(a.Name) is not null => Value.Set(set.Element),
            _ => Value.Null(a.Type),
        })));
        return attributes.Aggregate(config, (c, a) => c.With(a.Name, a.Value));
    }

    public async Task<IReadOnlyList<ProviderDiagnostic>> Validate(ObjectValue config) =>
        (await _provider.ValidateResourceConfigAsync(resource.Type, config, CancellationToken.None)).Diagnostics;

    public async Task<PlanResponse> Plan(ObjectValue? prior, ObjectValue config, bool mayDefer = false)
    {
        var proposed = config;
        foreach (var attribute in resource.Schema.Block.Attributes)
        {
            if (attribute.WriteOnly) proposed = proposed.With(attribute.Name, Value.Null(attribute.ImpliedType));
            else if (attribute.Computed && config[attribute.Name] is NullValue && prior?[attribute.Name] is { } before) proposed = proposed.With(attribute.Name, before);
        }
        return await _provider.PlanResourceChangeAsync(
            new PlanRequest(resource.Type, prior ?? (Value)Value.Null(config.Type), proposed, config) { DeferralAllowed = mayDefer }, CancellationToken.None);
    }

    public async Task<ApplyResponse> Apply(ObjectValue? prior, ObjectValue config)
    {
        var plan = await Plan(prior, config);
        return await _provider.ApplyResourceChangeAsync(new ApplyRequest(resource.Type, prior ?? (Value)Value.Null(config.Type), plan.Planned, config)
        {
            PlannedPrivate = plan.Private,
            PlannedIdentity = plan.Identity,
        }, CancellationToken.None);
    }

    public async Task<ObjectValue> Create(ObjectValue config)
    {
        var response = await Apply(null, config);
        Assert.Empty(response.Diagnostics);
        return Assert.IsType<ObjectValue>(response.NewState);
    }

    public async Task<ReadResponse> Read(ObjectValue state) => await _provider.ReadResourceAsync(new ReadRequest(resource.Type, state), CancellationToken.None);

    public async Task<ImportResponse> Import(string? id, Value? identity = null) =>
        await _provider.ImportResourceStateAsync(new ImportRequest(resource.Type, id, identity), CancellationToken.None);

    public async Task<UpgradeResponse> Upgrade(long version, string json) =>
        await _provider.UpgradeResourceStateAsync(new UpgradeRequest(resource.Type, version, System.Text.Encoding.UTF8.GetBytes(json)), CancellationToken.None);
}
