using Plumb.Core.Functions;
using Plumb.Core.Values;
using Plumb.Provider.Logging;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>
/// Serves resources, data sources, ephemeral resources, lists, actions and functions as a provider. It keeps the rules that hold
/// for every provider: what is read-only cannot be configured, what is write-only is stored nowhere, private data stay
/// unless they are replaced, and everything is put off while the configuration itself is.
/// </summary>
public sealed partial class ComposedProvider : IProvider
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ProviderSession _session = new();
    private ServedTypes? _served;

    public ComposedProvider() => _session.Stopping = _stopping.Token;

    /// <summary>What the provider block takes; null for a provider that needs none.</summary>
    public ProviderConfiguration? Configuration { get; init; }

    /// <summary>What <c>provider_meta</c> blocks take; null where there are none.</summary>
    public Schema? ProviderMeta { get; init; }

    /// <summary>Where the provider writes what helps to find faults; nowhere if it is not said.</summary>
    public IProviderLog Log
    {
        get => _session.Log;
        init => _session.Log = value;
    }

    public IReadOnlyList<Resource> Resources { get; init; } = [];

    public IReadOnlyList<DataSource> DataSources { get; init; } = [];

    public IReadOnlyList<EphemeralResource> EphemeralResources { get; init; } = [];

    /// <summary>Of resources that are among the <see cref="Resources"/> and have an identity.</summary>
    public IReadOnlyList<ListResource> ListResources { get; init; } = [];

    public IReadOnlyList<ProviderAction> Actions { get; init; } = [];

    public IReadOnlyList<Function> Functions { get; init; } = [];

    private ServedTypes Served => _served ??= new ServedTypes(this);

    public ValueTask<ProviderSchema> GetSchemaAsync(CancellationToken cancellation) => new(Served.Schema);

    public async ValueTask<ValidateResponse> ValidateProviderConfigAsync(Value config, CancellationToken cancellation)
    {
        if (Configuration is null || config is not ObjectValue given) return ValidateResponse.Ok;
        return Outcome(
            ReadOnlyAttributes.Refuse(Configuration.Schema.Block, given),
            await Configuration.ValidateAsync(new ValidateCall(given, _session), cancellation).ConfigureAwait(false));
    }

    public ValueTask<ValidateResponse> ValidateResourceConfigAsync(string type, Value config, CancellationToken cancellation)
    {
        if (config is not ObjectValue given || !Served.Resources.TryGetValue(type, out var served)) return new(new ValidateResponse([Unknown("resource", type)]));
        return OutcomeAsync(served.Resource.Schema.Block, given, served.Resource.ValidateAsync(new ValidateCall(given, _session), cancellation));
    }

    public ValueTask<ValidateResponse> ValidateDataConfigAsync(string type, Value config, CancellationToken cancellation)
    {
        if (config is not ObjectValue given || !Served.DataSources.TryGetValue(type, out var data)) return new(new ValidateResponse([Unknown("data source", type)]));
        return OutcomeAsync(data.Schema.Block, given, data.ValidateAsync(new ValidateCall(given, _session), cancellation));
    }

    public ValueTask<ValidateResponse> ValidateEphemeralConfigAsync(string type, Value config, CancellationToken cancellation)
    {
        if (config is not ObjectValue given || !Served.EphemeralResources.TryGetValue(type, out var ephemeral)) return new(new ValidateResponse([Unknown("ephemeral resource", type)]));
        return OutcomeAsync(ephemeral.Schema.Block, given, ephemeral.ValidateAsync(new ValidateCall(given, _session), cancellation));
    }

    public async ValueTask<ConfigureResponse> ConfigureAsync(ConfigureRequest request, CancellationToken cancellation)
    {
        _session.TerraformVersion = request.TerraformVersion;
        if (Configuration is null || request.Config is not ObjectValue config) return ConfigureResponse.Ok;
        var client = await Configuration.ConfigureAsync(config, request, _session, cancellation).ConfigureAwait(false);
        _session.ConfiguredClient = client.Client;
        _session.Deferral = request.DeferralAllowed ? client.Deferral : null;
        return client.Diagnostics.Count == 0 ? ConfigureResponse.Ok : new ConfigureResponse(client.Diagnostics);
    }

    public ValueTask<UpgradeResponse> UpgradeResourceStateAsync(UpgradeRequest request, CancellationToken cancellation) =>
        Served.Resources.TryGetValue(request.Type, out var served)
            ? served.Resource.UpgradeAsync(new UpgradeCall(request, _session), cancellation)
            : new(new UpgradeResponse(null, [Unknown("resource", request.Type)]));

    public ValueTask<UpgradeResponse> UpgradeIdentityAsync(UpgradeRequest request, CancellationToken cancellation) =>
        Served.Resources.TryGetValue(request.Type, out var served)
            ? served.Resource.UpgradeIdentityAsync(new UpgradeCall(request, _session), cancellation)
            : new(new UpgradeResponse(null, [Unknown("resource", request.Type)]));

    public ValueTask<ReadResponse> ReadResourceAsync(ReadRequest request, CancellationToken cancellation)
    {
        if (request.Current is not ObjectValue) return new(new ReadResponse(request.Current));
        if (!Served.Resources.TryGetValue(request.Type, out var served)) return new(new ReadResponse(request.Current) { Diagnostics = [Unknown("resource", request.Type)] });
        if (_session.Deferral is { } deferral && request.DeferralAllowed)
            return new(new ReadResponse(request.Current) { Private = request.Private, Identity = request.Identity, Deferred = deferral });
        return served.ReadAsync(new ReadCall(request, _session), cancellation);
    }

    public ValueTask<PlanResponse> PlanResourceChangeAsync(PlanRequest request, CancellationToken cancellation)
    {
        if (!Served.Resources.TryGetValue(request.Type, out var served)) return new(new PlanResponse(request.ProposedNew) { Diagnostics = [Unknown("resource", request.Type)] });
        if (_session.Deferral is { } deferral && request.DeferralAllowed)
            return new(served.PutOff(request, deferral));
        return served.PlanAsync(request, _session, cancellation);
    }

    public ValueTask<ApplyResponse> ApplyResourceChangeAsync(ApplyRequest request, CancellationToken cancellation) =>
        Served.Resources.TryGetValue(request.Type, out var served)
            ? served.ApplyAsync(request, _session, cancellation)
            : new(new ApplyResponse(request.Prior) { Diagnostics = [Unknown("resource", request.Type)] });

    public ValueTask<ImportResponse> ImportResourceStateAsync(ImportRequest request, CancellationToken cancellation)
    {
        if (!Served.Resources.TryGetValue(request.Type, out var served)) return new(new ImportResponse([]) { Diagnostics = [Unknown("resource", request.Type)] });
        if (_session.Deferral is { } deferral && request.DeferralAllowed) return new(new ImportResponse([]) { Deferred = deferral });
        return served.Resource.ImportAsync(new ImportCall(request, _session), cancellation);
    }

    public ValueTask<MoveResponse> MoveResourceStateAsync(MoveRequest request, CancellationToken cancellation) =>
        Served.Resources.TryGetValue(request.TargetType, out var served)
            ? served.Resource.MoveAsync(new MoveCall(request, _session), cancellation)
            : new(new MoveResponse((Value?)null) { Diagnostics = [Unknown("resource", request.TargetType)] });

    public ValueTask<GenerateConfigResponse> GenerateResourceConfigAsync(GenerateConfigRequest request, CancellationToken cancellation) =>
        request.State is ObjectValue && Served.Resources.TryGetValue(request.Type, out var served)
            ? served.Resource.GenerateConfigAsync(new GenerateConfigCall(request, _session), cancellation)
            : new(new GenerateConfigResponse(null) { Diagnostics = [Unknown("resource", request.Type)] });

    public ValueTask<ReadDataResponse> ReadDataSourceAsync(ReadDataRequest request, CancellationToken cancellation)
    {
        if (request.Config is not ObjectValue || !Served.DataSources.TryGetValue(request.Type, out var data))
            return new(new ReadDataResponse(request.Config) { Diagnostics = [Unknown("data source", request.Type)] });
        if (_session.Deferral is { } deferral && request.DeferralAllowed)
            return new(new ReadDataResponse(Value.Unknown(data.Schema.Block.ImpliedType)) { Deferred = deferral });
        return data.ReadAsync(new ReadDataCall(request, _session), cancellation);
    }

    public ValueTask<OpenEphemeralResponse> OpenEphemeralAsync(OpenEphemeralRequest request, CancellationToken cancellation)
    {
        if (request.Config is not ObjectValue || !Served.EphemeralResources.TryGetValue(request.Type, out var ephemeral))
            return new(new OpenEphemeralResponse(request.Config) { Diagnostics = [Unknown("ephemeral resource", request.Type)] });
        if (_session.Deferral is { } deferral && request.DeferralAllowed)
            return new(new OpenEphemeralResponse(Value.Unknown(ephemeral.Schema.Block.ImpliedType)) { Deferred = deferral });
        return ephemeral.OpenAsync(new OpenEphemeralCall(request, _session), cancellation);
    }

    public ValueTask<RenewEphemeralResponse> RenewEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation) =>
        Served.EphemeralResources.TryGetValue(type, out var ephemeral)
            ? ephemeral.RenewAsync(new EphemeralCall(privateData, _session), cancellation)
            : new(new RenewEphemeralResponse(null, privateData, [Unknown("ephemeral resource", type)]));

    public async ValueTask<ValidateResponse> CloseEphemeralAsync(string type, ReadOnlyMemory<byte> privateData, CancellationToken cancellation) =>
        Served.EphemeralResources.TryGetValue(type, out var ephemeral)
            ? Outcome([], await ephemeral.CloseAsync(new EphemeralCall(privateData, _session), cancellation).ConfigureAwait(false))
            : new ValidateResponse([Unknown("ephemeral resource", type)]);

    public async ValueTask StopAsync(CancellationToken cancellation) => await _stopping.CancelAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (_session.ConfiguredClient is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync().ConfigureAwait(false);
        else (_session.ConfiguredClient as IDisposable)?.Dispose();
        _session.ConfiguredClient = null;
        _stopping.Dispose();
    }

    private static ValueTask<ValidateResponse> OutcomeAsync(BlockSchema schema, ObjectValue config, ValueTask<IReadOnlyList<ProviderDiagnostic>> validating)
    {
        var refused = ReadOnlyAttributes.Refuse(schema, config);
        return validating.IsCompletedSuccessfully ? new(Outcome(refused, validating.Result)) : AwaitAsync(refused, validating);

        static async ValueTask<ValidateResponse> AwaitAsync(IReadOnlyList<ProviderDiagnostic> refused, ValueTask<IReadOnlyList<ProviderDiagnostic>> validating) =>
            Outcome(refused, await validating.ConfigureAwait(false));
    }

    private static ValidateResponse Outcome(IReadOnlyList<ProviderDiagnostic> refused, IReadOnlyList<ProviderDiagnostic> found)
    {
        if (found.Count == 0 && refused.Count == 0) return ValidateResponse.Ok;
        return new ValidateResponse([.. refused, .. found]);
    }

    private static ProviderDiagnostic Unknown(string kind, string type) => MissingTypes.Diagnostic(kind, type);
}
