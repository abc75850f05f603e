using Grpc.Core;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Plugins.Protocol.Mapping;
using Plumb.Plugins.Protocol.Messages;
using Plumb.Provider.Requests;
using ActionRequest = Plumb.Plugins.Protocol.Messages.ActionRequest;
using PlanActionResponse = Plumb.Plugins.Protocol.Messages.PlanActionResponse;

namespace Plumb.Plugins.Server;

/// <summary>Lists and actions. What streams is answered in its last message where it goes wrong, as other calls are.</summary>
internal sealed partial class ProviderService
{
    public Task<DiagnosticsResponse> ValidateListAsync(ValidateListRequest request, CancellationToken cancellation)
    {
        var response = new DiagnosticsResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var listing = new ListRequest(request.TypeName, WireValue.Read(request.Config, served.ListOf(request.TypeName)));
            if (request.IncludeResourceObject is { } include && WireValue.Read(include, DataType.Bool) is BoolValue whole) listing = listing with { IncludeResource = whole.IsTrue };
            if (request.Limit is { } limit && WireValue.Read(limit, DataType.Number) is NumberValue { Number: var most } && most.TryGetInt32(out var count)) listing = listing with { Limit = count };
            WireDiagnostics.Write((await provider.ValidateListConfigAsync(listing, cancellation).ConfigureAwait(false)).Diagnostics, response.Diagnostics);
        }, cancellation);
    }

    public async Task ListResourceAsync(ListResourceRequest request, IServerStreamWriter<ListResourceEvent> output, CancellationToken cancellation)
    {
        var last = new ListResourceEvent();
        await AnswerAsync(last, last.Diagnostic, async served =>
        {
            var listing = new ListRequest(request.TypeName, WireValue.Read(request.Config, served.ListOf(request.TypeName))) { IncludeResource = request.IncludeResourceObject, Limit = request.Limit };
            var (identity, type) = (served.IdentityOf(request.TypeName), served.TypeOf(Core.Addresses.ResourceMode.Managed, request.TypeName));
            var ended = await provider.ListResourcesAsync(listing, async one =>
            {
                var found = new ListResourceEvent { DisplayName = one.DisplayName, Identity = WireValue.WriteIdentity(one.Identity, identity) };
                if (one.Resource is { } resource) found.ResourceObject = WireValue.Write(resource, type);
                WireDiagnostics.Write(one.Diagnostics, found.Diagnostic);
                await output.WriteAsync(found, cancellation).ConfigureAwait(false);
                return true;
            }, cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(ended.Diagnostics, last.Diagnostic);
        }, cancellation).ConfigureAwait(false);
        if (last.Diagnostic.Count > 0) await output.WriteAsync(last, cancellation).ConfigureAwait(false);
    }

    public Task<DiagnosticsResponse> ValidateActionAsync(ValidateTypeRequest request, CancellationToken cancellation)
    {
        var response = new DiagnosticsResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var config = WireValue.Read(request.Config, served.ActionOf(request.TypeName));
            WireDiagnostics.Write((await provider.ValidateActionConfigAsync(request.TypeName, config, cancellation).ConfigureAwait(false)).Diagnostics, response.Diagnostics);
        }, cancellation);
    }

    public Task<PlanActionResponse> PlanActionAsync(ActionRequest request, CancellationToken cancellation)
    {
        var response = new PlanActionResponse();
        return AnswerAsync(response, response.Diagnostics, async served =>
        {
            var planned = await provider.PlanActionAsync(Read(request, served), cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(planned.Diagnostics, response.Diagnostics);
            response.Deferred = Deferral(planned.Deferred);
        }, cancellation);
    }

    public async Task InvokeActionAsync(ActionRequest request, IServerStreamWriter<InvokeActionEvent> output, CancellationToken cancellation)
    {
        var completed = new InvokeActionEvent.Types.Completed();
        await AnswerAsync(completed, completed.Diagnostics, async served =>
        {
            var done = await provider.InvokeActionAsync(
                Read(request, served),
                async message => await output.WriteAsync(new InvokeActionEvent { Progress = new InvokeActionEvent.Types.Progress { Message = message } }, cancellation).ConfigureAwait(false),
                cancellation).ConfigureAwait(false);
            WireDiagnostics.Write(done.Diagnostics, completed.Diagnostics);
        }, cancellation).ConfigureAwait(false);
        await output.WriteAsync(new InvokeActionEvent { Completed = completed }, cancellation).ConfigureAwait(false);
    }

    private static Provider.Requests.ActionRequest Read(ActionRequest request, ServedSchema served) => new(request.ActionType, WireValue.Read(request.Config, served.ActionOf(request.ActionType)))
    {
        DeferralAllowed = request.ClientCapabilities?.DeferralAllowed ?? false,
    };
}
