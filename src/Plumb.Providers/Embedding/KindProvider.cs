using Plumb.Core.Functions;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Embedding;

/// <summary>Serves a list of resources, data sources, ephemeral resources and functions as a provider without a configuration of its own.</summary>
public sealed class KindProvider : IProvider
{
    private readonly Dictionary<string, ResourceKind> _resources;
    private readonly Dictionary<string, DataKind> _data;
    private readonly Dictionary<string, EphemeralKind> _ephemeral;
    private readonly ProviderSchema _schema;

    public KindProvider(IEnumerable<ResourceKind> resources, IEnumerable<DataKind> data, IEnumerable<Function>? functions = null, IEnumerable<EphemeralKind>? ephemeral = null)
    {
        _resources = resources.ToDictionary(r => r.Type);
        _data = data.ToDictionary(d => d.Type);
        _ephemeral = (ephemeral ?? []).ToDictionary(e => e.Type);
        _schema = new ProviderSchema
        {
            Resources = _resources.ToDictionary(r => r.Key, r => r.Value.Schema),
            DataSources = _data.ToDictionary(d => d.Key, d => d.Value.Schema),
            EphemeralResources = _ephemeral.ToDictionary(e => e.Key, e => e.Value.Schema),
            Functions = (functions ?? []).ToDictionary(f => f.Name),
        };
    }

    public ValueTask<ProviderSchema> GetSchemaAsync(CancellationToken cancellation) => new(_schema);

    public ValueTask<ValidateResponse> ValidateProviderConfigAsync(Value config, CancellationToken cancellation) => new(ValidateResponse.Ok);

    public ValueTask<ValidateResponse> ValidateResourceConfigAsync(string type, Value config, CancellationToken cancellation) =>
        new(Outcome([.. ReadOnlyAttributes.Refuse(_resources[type].Schema.Block, (ObjectValue)config), .. _resources[type].Validate((ObjectValue)config)]));

    public ValueTask<ValidateResponse> ValidateDataConfigAsync(string type, Value config, CancellationToken cancellation) =>
        new(Outcome([.. ReadOnlyAttributes.Refuse(_data[type].Schema.Block, (ObjectValue)config), .. _data[type].Validate((ObjectValue)config)]));

    public ValueTask<ValidateResponse> ValidateEphemeralConfigAsync(string type, Value config, CancellationToken cancellation) =>
        new(Outcome([.. ReadOnlyAttributes.Refuse(_ephemeral[type].Schema.Block, (ObjectValue)config), .. _ephemeral[type].Validate((ObjectValue)config)]));

    public ValueTask<ConfigureResponse> ConfigureAsync(ConfigureRequest request, CancellationToken cancellation) => new(ConfigureResponse.Ok);

    public ValueTask<UpgradeResponse> UpgradeResourceStateAsync(UpgradeRequest request, CancellationToken cancellation) =>
        new(_resources[request.Type].Upgrade(request.Version, request.Json));

    public ValueTask<UpgradeResponse> UpgradeIdentityAsync(UpgradeRequest request, CancellationToken cancellation) => new(new UpgradeResponse(null, []));

    public ValueTask<ReadResponse> ReadResourceAsync(ReadRequest request, CancellationToken cancellation)
    {
        var response = _resources[request.Type].Read((ObjectValue)request.Current);
        return new(response.Private.IsEmpty ? response with { Private = request.Private } : response);
    }

    public ValueTask<PlanResponse> PlanResourceChangeAsync(PlanRequest request, CancellationToken cancellation)
    {
        if (request.ProposedNew is not ObjectValue proposed || request.Config is not ObjectValue config) return new(new PlanResponse(request.ProposedNew));
        var response = _resources[request.Type].Plan(request.Prior as ObjectValue, proposed, config);
        return new(response.Private.IsEmpty ? response with { Private = request.PriorPrivate } : response);
    }

    public ValueTask<ApplyResponse> ApplyResourceChangeAsync(ApplyRequest request, CancellationToken cancellation)
    {
        var kind = _resources[request.Type];
        var response = (request.Prior, request.Planned, request.Config) switch
        {
            (ObjectValue prior, NullValue, _) => kind.Delete(prior),
            (NullValue, ObjectValue planned, ObjectValue config) => kind.Create(planned, config),
            (ObjectValue prior, ObjectValue planned, ObjectValue config) => kind.Update(prior, planned, config),
            _ => new ApplyResponse(request.Planned),
        };
        return new(response.Private.IsEmpty ? response with { Private = request.PlannedPrivate } : response);
    }

    public ValueTask<ImportResponse> ImportResourceStateAsync(ImportRequest request, CancellationToken cancellation) =>
        new(_resources[request.Type].Import(request.Id ?? ""));

    public ValueTask<MoveResponse> MoveResourceStateAsync(MoveRequest request, CancellationToken cancellation) =>
        new(_resources[request.TargetType].Move(request));

    public ValueTask<ReadDataResponse> ReadDataSourceAsync(ReadDataRequest request, CancellationToken cancellation) =>
        new(_data[request.Type].Read((ObjectValue)request.Config));

    public ValueTask<OpenEphemeralResponse> OpenEphemeralAsync(OpenEphemeralRequest request, CancellationToken cancellation) =>
        new(_ephemeral[request.Type].Open((ObjectValue)request.Config));

    public ValueTask<RenewEphemeralResponse> RenewEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation) =>
        new(new RenewEphemeralResponse(null, privateData, []));

    public ValueTask<ValidateResponse> CloseEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation) => new(ValidateResponse.Ok);

    public ValueTask StopAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ValidateResponse Outcome(IReadOnlyList<ProviderDiagnostic> diagnostics) => diagnostics.Count == 0 ? ValidateResponse.Ok : new(diagnostics);
}
