using Plumb.Core.Addresses;
using Plumb.Plugins.Protocol.Mapping;
using Plumb.Plugins.Protocol.Messages;
using Plumb.Provider.Requests;
using GenerateConfigRequest = Plumb.Plugins.Protocol.Messages.GenerateConfigRequest;
using GenerateConfigResponse = Plumb.Plugins.Protocol.Messages.GenerateConfigResponse;

namespace Plumb.Plugins.Server;

/// <summary>The life of managed resources.</summary>
internal sealed partial class ProviderService
{
    public Task<UpgradeStateResponse> UpgradeStateAsync(UpgradeStateRequest request, CancellationToken cancellation)
    {
        var response = new UpgradeStateResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var type = served.TypeOf(ResourceMode.Managed, request.TypeName);
            var upgraded = await provider.UpgradeResourceStateAsync(Upgrade(request), cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(upgraded.Diagnostics, response.Diagnostics);
            if (upgraded.Value is { } value) response.UpgradedState = WireValue.Write(value, type);
        }, cancellation);
    }

    public Task<UpgradeIdentityResponse> UpgradeIdentityAsync(UpgradeStateRequest request, CancellationToken cancellation)
    {
        var response = new UpgradeIdentityResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var upgraded = await provider.UpgradeIdentityAsync(Upgrade(request), cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(upgraded.Diagnostics, response.Diagnostics);
            response.UpgradedIdentity = WireValue.WriteIdentity(upgraded.Value, served.IdentityOf(request.TypeName));
        }, cancellation);
    }

    public Task<ReadResourceResponse> ReadResourceAsync(ReadResourceRequest request, CancellationToken cancellation)
    {
        var response = new ReadResourceResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var (type, identity) = (served.TypeOf(ResourceMode.Managed, request.TypeName), served.IdentityOf(request.TypeName));
            response.NewState = request.CurrentState;
            response.Private = request.Private;
            var read = await provider.ReadResourceAsync(new ReadRequest(request.TypeName, WireValue.Read(request.CurrentState, type))
            {
                Private = request.Private.Memory,
                Identity = WireValue.ReadIdentity(request.CurrentIdentity, identity),
                ProviderMeta = served.Meta(request.ProviderMeta),
                DeferralAllowed = request.ClientCapabilities?.DeferralAllowed ?? false,
            }, cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(read.Diagnostics, response.Diagnostics);
            response.NewState = WireValue.Write(read.State, type);
            response.Private = Bytes(read.Private);
            response.NewIdentity = WireValue.WriteIdentity(read.Identity, identity);
            response.Deferred = Deferral(read.Deferred);
        }, cancellation);
    }

    public Task<PlanChangeResponse> PlanChangeAsync(PlanChangeRequest request, CancellationToken cancellation)
    {
        var response = new PlanChangeResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var (type, identity) = (served.TypeOf(ResourceMode.Managed, request.TypeName), served.IdentityOf(request.TypeName));
            var planned = await provider.PlanResourceChangeAsync(
                new PlanRequest(request.TypeName, WireValue.Read(request.PriorState, type), WireValue.Read(request.ProposedNewState, type), WireValue.Read(request.Config, type))
                {
                    PriorPrivate = request.PriorPrivate.Memory,
                    PriorIdentity = WireValue.ReadIdentity(request.PriorIdentity, identity),
                    PlannedPrivate = request.PlannedPrivate.Memory,
                    ProviderMeta = served.Meta(request.ProviderMeta),
                    DeferralAllowed = request.ClientCapabilities?.DeferralAllowed ?? false,
                }, cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(planned.Diagnostics, response.Diagnostics);
            response.PlannedState = WireValue.Write(planned.Planned, type);
            response.RequiresReplace.AddRange(planned.RequiresReplace.Select(WireDiagnostics.WritePath));
            response.PlannedPrivate = Bytes(planned.Private);
            response.PlannedIdentity = WireValue.WriteIdentity(planned.Identity, identity);
            response.LegacyTypeSystem = planned.LegacyTypeSystem;
            response.Deferred = Deferral(planned.Deferred);
        }, cancellation);
    }

    public Task<ApplyChangeResponse> ApplyChangeAsync(ApplyChangeRequest request, CancellationToken cancellation)
    {
        // Where nothing better is known, the object is as it was.
        var response = new ApplyChangeResponse { NewState = request.PriorState, Private = request.PlannedPrivate };
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var (type, identity) = (served.TypeOf(ResourceMode.Managed, request.TypeName), served.IdentityOf(request.TypeName));
            var applied = await provider.ApplyResourceChangeAsync(
                new ApplyRequest(request.TypeName, WireValue.Read(request.PriorState, type), WireValue.Read(request.PlannedState, type), WireValue.Read(request.Config, type))
                {
                    PlannedPrivate = request.PlannedPrivate.Memory,
                    PlannedIdentity = WireValue.ReadIdentity(request.PlannedIdentity, identity),
                    ProviderMeta = served.Meta(request.ProviderMeta),
                }, cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(applied.Diagnostics, response.Diagnostics);
            response.NewState = WireValue.Write(applied.NewState, type);
            response.Private = Bytes(applied.Private);
            response.NewIdentity = WireValue.WriteIdentity(applied.Identity, identity);
            response.LegacyTypeSystem = applied.LegacyTypeSystem;
        }, cancellation);
    }

    public Task<ImportStateResponse> ImportStateAsync(ImportStateRequest request, CancellationToken cancellation)
    {
        var response = new ImportStateResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var identity = WireValue.ReadIdentity(request.Identity, served.IdentityOf(request.TypeName));
            var imported = await provider.ImportResourceStateAsync(new ImportRequest(request.TypeName, request.Id.Length == 0 && identity is not null ? null : request.Id, identity) { DeferralAllowed = request.ClientCapabilities?.DeferralAllowed ?? false }, cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(imported.Diagnostics, response.Diagnostics);
            response.Deferred = Deferral(imported.Deferred);
            response.ImportedResources.AddRange(imported.Resources.Select(r => new ImportStateResponse.Types.ImportedResource
            {
                TypeName = r.Type,
                State = WireValue.Write(r.State, served.TypeOf(ResourceMode.Managed, r.Type)),
                Private = Bytes(r.Private),
                Identity = WireValue.WriteIdentity(r.Identity, served.IdentityOf(r.Type)),
            }));
        }, cancellation);
    }

    public Task<MoveStateResponse> MoveStateAsync(MoveStateRequest request, CancellationToken cancellation)
    {
        var response = new MoveStateResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var type = served.TypeOf(ResourceMode.Managed, request.TargetTypeName);
            var moved = await provider.MoveResourceStateAsync(
                new MoveRequest(SourceProvider(request.SourceProviderAddress), request.SourceTypeName, request.SourceSchemaVersion, request.SourceState?.Json.Memory ?? default, request.TargetTypeName)
                {
                    SourcePrivate = request.SourcePrivate.Memory,
                    SourceIdentityJson = request.SourceIdentity?.Json.Memory ?? default,
                }, cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(moved.Diagnostics, response.Diagnostics);
            if (moved.State is { } state) response.TargetState = WireValue.Write(state, type);
            response.TargetPrivate = Bytes(moved.Private);
            response.TargetIdentity = WireValue.WriteIdentity(moved.Identity, served.IdentityOf(request.TargetTypeName));
        }, cancellation);
    }

    public Task<GenerateConfigResponse> GenerateConfigAsync(GenerateConfigRequest request, CancellationToken cancellation)
    {
        var response = new GenerateConfigResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var type = served.TypeOf(ResourceMode.Managed, request.TypeName);
            var generated = await provider.GenerateResourceConfigAsync(new Provider.Requests.GenerateConfigRequest(request.TypeName, WireValue.Read(request.State, type)), cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(generated.Diagnostics, response.Diagnostics);
            if (generated.Config is { } config) response.Config = WireValue.Write(config, type);
        }, cancellation);
    }
}
