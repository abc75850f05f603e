using Google.Protobuf;
using Plumb.Core.Addresses;
using Plumb.Plugins.Protocol.Mapping;
using Plumb.Plugins.Protocol.Messages;
using Plumb.Provider.Requests;
using GenerateConfigRequest = Plumb.Provider.Requests.GenerateConfigRequest;
using GenerateConfigResponse = Plumb.Provider.Requests.GenerateConfigResponse;
using Value = Plumb.Core.Values.Value;

namespace Plumb.Plugins.Client;

/// <summary>The life of managed resources.</summary>
internal sealed partial class PluginProvider
{
    public ValueTask<UpgradeResponse> UpgradeResourceStateAsync(UpgradeRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var type = known.TypeOf(ResourceMode.Managed, request.Type);
        var answer = await plugin.CallAsync(plugin.Methods.UpgradeState, Message(request), cancellation).ConfigureAwait(false);
        return new UpgradeResponse(answer.UpgradedState is null ? null : WireValue.Read(answer.UpgradedState, type), WireDiagnostics.Read(answer.Diagnostics));
    }, failure => new UpgradeResponse(null, [failure.ToDiagnostic()]), cancellation);

    public ValueTask<UpgradeResponse> UpgradeIdentityAsync(UpgradeRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var answer = await plugin.CallAsync(plugin.Methods.UpgradeIdentity, Message(request), cancellation).ConfigureAwait(false);
        return new UpgradeResponse(WireValue.ReadIdentity(answer.UpgradedIdentity, known.IdentityOf(request.Type)), WireDiagnostics.Read(answer.Diagnostics));
    }, failure => new UpgradeResponse(null, [failure.ToDiagnostic()]), cancellation);

    public ValueTask<ReadResponse> ReadResourceAsync(ReadRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var (type, identity) = (known.TypeOf(ResourceMode.Managed, request.Type), known.IdentityOf(request.Type));
        var answer = await plugin.CallAsync(plugin.Methods.ReadResource, new ReadResourceRequest
        {
            TypeName = request.Type,
            CurrentState = WireValue.Write(request.Current, type),
            Private = Bytes(request.Private),
            ProviderMeta = Meta(request.ProviderMeta, known),
            ClientCapabilities = Capabilities(plugin, request.DeferralAllowed),
            CurrentIdentity = WireValue.WriteIdentity(request.Identity, identity),
        }, cancellation).ConfigureAwait(false);
        return new ReadResponse(WireValue.Read(answer.NewState, type))
        {
            Private = answer.Private.Memory,
            Identity = WireValue.ReadIdentity(answer.NewIdentity, identity),
            Deferred = Reason(answer.Deferred),
            Diagnostics = WireDiagnostics.Read(answer.Diagnostics),
        };
    }, failure => new ReadResponse(request.Current) { Private = request.Private, Identity = request.Identity, Diagnostics = [failure.ToDiagnostic()] }, cancellation);

    public ValueTask<PlanResponse> PlanResourceChangeAsync(PlanRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        // A provider that does not ask for it is not bothered with plans to destroy: it may not know what to make of them.
        if (request.ProposedNew.IsNull && !known.Schema.Capabilities.PlanDestroy) return new PlanResponse(request.ProposedNew) { Private = request.PriorPrivate, Identity = request.PriorIdentity };
        var (type, identity) = (known.TypeOf(ResourceMode.Managed, request.Type), known.IdentityOf(request.Type));
        var answer = await plugin.CallAsync(plugin.Methods.PlanChange, new PlanChangeRequest
        {
            TypeName = request.Type,
            PriorState = WireValue.Write(request.Prior, type),
            ProposedNewState = WireValue.Write(request.ProposedNew, type),
            Config = WireValue.Write(request.Config, type),
            PriorPrivate = Bytes(request.PriorPrivate),
            ProviderMeta = Meta(request.ProviderMeta, known),
            ClientCapabilities = Capabilities(plugin, request.DeferralAllowed),
            PriorIdentity = WireValue.WriteIdentity(request.PriorIdentity, identity),
            PlannedPrivate = plugin.Methods.Version == Protocol.ProtocolVersion.Six ? Bytes(request.PlannedPrivate) : ByteString.Empty,
        }, cancellation).ConfigureAwait(false);
        return new PlanResponse(WireValue.Read(answer.PlannedState, type))
        {
            RequiresReplace = answer.RequiresReplace.Count == 0 ? [] : [.. answer.RequiresReplace.Select(WireDiagnostics.ReadPath)],
            Private = answer.PlannedPrivate.Memory,
            Identity = WireValue.ReadIdentity(answer.PlannedIdentity, identity),
            Deferred = Reason(answer.Deferred),
            LegacyTypeSystem = answer.LegacyTypeSystem,
            Diagnostics = WireDiagnostics.Read(answer.Diagnostics),
        };
    }, failure => new PlanResponse(request.ProposedNew) { Private = request.PriorPrivate, Identity = request.PriorIdentity, Diagnostics = [failure.ToDiagnostic()] }, cancellation);

    public ValueTask<ApplyResponse> ApplyResourceChangeAsync(ApplyRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var (type, identity) = (known.TypeOf(ResourceMode.Managed, request.Type), known.IdentityOf(request.Type));
        var answer = await plugin.CallAsync(plugin.Methods.ApplyChange, new ApplyChangeRequest
        {
            TypeName = request.Type,
            PriorState = WireValue.Write(request.Prior, type),
            PlannedState = WireValue.Write(request.Planned, type),
            Config = WireValue.Write(request.Config, type),
            PlannedPrivate = Bytes(request.PlannedPrivate),
            ProviderMeta = Meta(request.ProviderMeta, known),
            PlannedIdentity = WireValue.WriteIdentity(request.PlannedIdentity, identity),
        }, cancellation).ConfigureAwait(false);
        return new ApplyResponse(WireValue.Read(answer.NewState, type))
        {
            Private = answer.Private.Memory,
            Identity = WireValue.ReadIdentity(answer.NewIdentity, identity),
            LegacyTypeSystem = answer.LegacyTypeSystem,
            Diagnostics = WireDiagnostics.Read(answer.Diagnostics),
        };
    }, failure => new ApplyResponse(request.Prior) { Private = request.PlannedPrivate, IsUnanswered = failure.MayHaveActed, Diagnostics = [failure.ToDiagnostic()] }, cancellation);

    public ValueTask<ImportResponse> ImportResourceStateAsync(ImportRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var answer = await plugin.CallAsync(plugin.Methods.ImportState, new ImportStateRequest
        {
            TypeName = request.Type,
            Id = request.Id ?? "",
            ClientCapabilities = Capabilities(plugin, request.DeferralAllowed),
            Identity = WireValue.WriteIdentity(request.Identity, known.IdentityOf(request.Type)),
        }, cancellation).ConfigureAwait(false);
        var resources = answer.ImportedResources.Select(r => new ImportedResource(r.TypeName, WireValue.Read(r.State, known.TypeOf(ResourceMode.Managed, r.TypeName)))
        {
            Private = r.Private.Memory,
            Identity = WireValue.ReadIdentity(r.Identity, known.IdentityOf(r.TypeName)),
        });
        return new ImportResponse([.. resources]) { Deferred = Reason(answer.Deferred), Diagnostics = WireDiagnostics.Read(answer.Diagnostics) };
    }, failure => new ImportResponse([]) { Diagnostics = [failure.ToDiagnostic()] }, cancellation);

    public ValueTask<MoveResponse> MoveResourceStateAsync(MoveRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var type = known.TypeOf(ResourceMode.Managed, request.TargetType);
        var answer = await plugin.CallAsync(plugin.Methods.MoveState, new MoveStateRequest
        {
            SourceProviderAddress = request.SourceProvider.ToString(),
            SourceTypeName = request.SourceType,
            SourceSchemaVersion = request.SourceSchemaVersion,
            SourceState = new RawState { Json = Bytes(request.SourceStateJson) },
            TargetTypeName = request.TargetType,
            SourcePrivate = Bytes(request.SourcePrivate),
            SourceIdentity = request.SourceIdentityJson.IsEmpty ? null : new RawState { Json = Bytes(request.SourceIdentityJson) },
        }, cancellation).ConfigureAwait(false);
        return new MoveResponse(answer.TargetState is null ? null : WireValue.Read(answer.TargetState, type))
        {
            Private = answer.TargetPrivate.Memory,
            Identity = WireValue.ReadIdentity(answer.TargetIdentity, known.IdentityOf(request.TargetType)),
            Diagnostics = WireDiagnostics.Read(answer.Diagnostics),
        };
    }, failure => new MoveResponse((Value?)null) { Diagnostics = [failure.ToDiagnostic()] }, cancellation);

    private static UpgradeStateRequest Message(UpgradeRequest request)
    {
        var raw = new RawState { Json = Bytes(request.Json) };
        foreach (var (key, value) in request.Flatmap ?? new Dictionary<string, string>()) raw.Flatmap[key] = value;
        return new UpgradeStateRequest { TypeName = request.Type, Version = request.Version, RawState = raw };
    }

    public ValueTask<GenerateConfigResponse> GenerateResourceConfigAsync(GenerateConfigRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var type = known.TypeOf(ResourceMode.Managed, request.Type);
        var answer = await plugin.CallAsync(plugin.Methods.GenerateConfig, new Protocol.Messages.GenerateConfigRequest { TypeName = request.Type, State = WireValue.Write(request.State, type) }, cancellation).ConfigureAwait(false);
        return new GenerateConfigResponse(answer.Config is null ? null : WireValue.Read(answer.Config, type)) { Diagnostics = WireDiagnostics.Read(answer.Diagnostics) };
    }, failure => new GenerateConfigResponse(null) { Diagnostics = [failure.ToDiagnostic()] }, cancellation);
}
