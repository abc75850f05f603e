using Plumb.Core.Addresses;
using Plumb.Core.Types;
using Plumb.Plugins.Protocol.Mapping;
using Plumb.Plugins.Protocol.Messages;
using Plumb.Provider;
using Plumb.Provider.Requests;
using ActionRequest = Plumb.Provider.Requests.ActionRequest;
using PlanActionResponse = Plumb.Provider.Requests.PlanActionResponse;
using Value = Plumb.Core.Values.Value;

namespace Plumb.Plugins.Client;

/// <summary>Lists and actions.</summary>
internal sealed partial class PluginProvider
{
    public ValueTask<ValidateResponse> ValidateListConfigAsync(ListRequest request, CancellationToken cancellation) => ValidateAsync(async (plugin, known) =>
    {
        var message = new ValidateListRequest
        {
            TypeName = request.Type,
            Config = WireValue.Write(request.Config, known.ListOf(request.Type)),
            IncludeResourceObject = WireValue.Write(Value.Bool(request.IncludeResource), DataType.Bool),
            Limit = WireValue.Write(Value.Number(request.Limit), DataType.Number),
        };
        return (await plugin.CallAsync(plugin.Methods.ValidateList, message, cancellation).ConfigureAwait(false)).Diagnostics;
    }, cancellation);

    public ValueTask<ValidateResponse> ListResourcesAsync(ListRequest request, Func<ListedResource, ValueTask<bool>> found, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var message = new ListResourceRequest
        {
            TypeName = request.Type,
            Config = WireValue.Write(request.Config, known.ListOf(request.Type)),
            IncludeResourceObject = request.IncludeResource,
            Limit = request.Limit,
        };
        var (identity, type) = (known.IdentityOf(request.Type), known.TypeOf(ResourceMode.Managed, request.Type));
        await plugin.StreamAsync(plugin.Methods.ListResource, message, one => found(new ListedResource(one.DisplayName, WireValue.ReadIdentity(one.Identity, identity))
        {
            Resource = one.ResourceObject is null ? null : WireValue.Read(one.ResourceObject, type),
            Diagnostics = WireDiagnostics.Read(one.Diagnostic),
        }), cancellation).ConfigureAwait(false);
        return ValidateResponse.Ok;
    }, failure => new ValidateResponse([failure.ToDiagnostic()]), cancellation);

    public ValueTask<ValidateResponse> ValidateActionConfigAsync(string type, Value config, CancellationToken cancellation) => ValidateAsync(async (plugin, known) =>
    {
        var request = new ValidateTypeRequest { TypeName = type, Config = WireValue.Write(config, known.ActionOf(type)) };
        return (await plugin.CallAsync(plugin.Methods.ValidateAction, request, cancellation).ConfigureAwait(false)).Diagnostics;
    }, cancellation);

    public ValueTask<PlanActionResponse> PlanActionAsync(ActionRequest request, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        var answer = await plugin.CallAsync(plugin.Methods.PlanAction, Message(plugin, request, known), cancellation).ConfigureAwait(false);
        return new PlanActionResponse { Deferred = Reason(answer.Deferred), Diagnostics = WireDiagnostics.Read(answer.Diagnostics) };
    }, failure => new PlanActionResponse { Diagnostics = [failure.ToDiagnostic()] }, cancellation);

    public ValueTask<ValidateResponse> InvokeActionAsync(ActionRequest request, Func<string, ValueTask> progress, CancellationToken cancellation) => AskAsync(async (plugin, known) =>
    {
        ValidateResponse? done = null;
        await plugin.StreamAsync(plugin.Methods.InvokeAction, Message(plugin, request, known), async told =>
        {
            if (told.TypeCase == InvokeActionEvent.TypeOneofCase.Progress) await progress(told.Progress.Message).ConfigureAwait(false);
            else if (told.TypeCase == InvokeActionEvent.TypeOneofCase.Completed) done = new ValidateResponse(WireDiagnostics.Read(told.Completed.Diagnostics));
            return done is null;
        }, cancellation).ConfigureAwait(false);
        return done ?? new ValidateResponse([ProviderDiagnostic.Error("Action did not complete", $"The provider {processes.File.Name} stopped telling of the action {request.Type} before it said that it was complete.\n\n{PluginFaults.BugAdvice}")]);
    }, failure => new ValidateResponse([failure.ToDiagnostic()]), cancellation);

    private static Protocol.Messages.ActionRequest Message(PluginConnection plugin, ActionRequest request, PluginSchema known) => new()
    {
        ActionType = request.Type,
        Config = WireValue.Write(request.Config, known.ActionOf(request.Type)),
        ClientCapabilities = Capabilities(plugin, request.DeferralAllowed),
    };
}
