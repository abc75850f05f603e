using Plumb.Core.Values;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Authoring;

/// <summary>Lists and actions.</summary>
public sealed partial class ComposedProvider
{
    public ValueTask<ValidateResponse> ValidateListConfigAsync(ListRequest request, CancellationToken cancellation)
    {
        if (request.Config is not ObjectValue given || !Served.Lists.TryGetValue(request.Type, out var list)) return new(MissingTypes.Response("list resource", request.Type));
        return OutcomeAsync(list.Schema.Block, given, list.ValidateAsync(new ValidateCall(given, _session), cancellation));
    }

    public async ValueTask<ValidateResponse> ListResourcesAsync(ListRequest request, Func<ListedResource, ValueTask<bool>> found, CancellationToken cancellation)
    {
        if (request.Config is not ObjectValue || !Served.Lists.TryGetValue(request.Type, out var list)) return MissingTypes.Response("list resource", request.Type);
        var left = request.Limit;
        await foreach (var one in list.ListAsync(new ListCall(request, _session), cancellation).ConfigureAwait(false))
        {
            // What only says that something went wrong is no object.
            if (!await found(one).ConfigureAwait(false) || (one.Identity is not null && --left == 0)) break;
        }
        return ValidateResponse.Ok;
    }

    public ValueTask<ValidateResponse> ValidateActionConfigAsync(string type, Value config, CancellationToken cancellation)
    {
        if (config is not ObjectValue given || !Served.Actions.TryGetValue(type, out var action)) return new(MissingTypes.Response("action", type));
        return OutcomeAsync(action.Schema.Block, given, action.ValidateAsync(new ValidateCall(given, _session), cancellation));
    }

    public ValueTask<PlanActionResponse> PlanActionAsync(ActionRequest request, CancellationToken cancellation)
    {
        if (request.Config is not ObjectValue || !Served.Actions.TryGetValue(request.Type, out var action)) return new(new PlanActionResponse { Diagnostics = [Unknown("action", request.Type)] });
        if (_session.Deferral is { } deferral && request.DeferralAllowed) return new(new PlanActionResponse { Deferred = deferral });
        return action.PlanAsync(new ActionCall(request, _session), cancellation);
    }

    public async ValueTask<ValidateResponse> InvokeActionAsync(ActionRequest request, Func<string, ValueTask> progress, CancellationToken cancellation)
    {
        if (request.Config is not ObjectValue || !Served.Actions.TryGetValue(request.Type, out var action)) return MissingTypes.Response("action", request.Type);
        return Outcome([], await action.InvokeAsync(new ActionCall(request, _session), progress, cancellation).ConfigureAwait(false));
    }
}
