using Plumb.Core.Values;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>Something that can be done and leaves no object behind, on values as the protocol has them.</summary>
public abstract class ProviderAction
{
    public abstract string Type { get; }

    public abstract Schema Schema { get; }

    public virtual ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([]);

    /// <summary>Asked before anything is done: refuses, warns, or puts the action off. Anything may be unknown.</summary>
    public virtual ValueTask<PlanActionResponse> PlanAsync(ActionCall call, CancellationToken cancellation) => new(PlanActionResponse.Ok);

    /// <summary>Does it. All of the configuration is known.</summary>
    /// <param name="call">What to do.</param>
    /// <param name="progress">Tells the user how far it is.</param>
    /// <param name="cancellation">Is cancelled when the engine asks to stop.</param>
    public abstract ValueTask<IReadOnlyList<ProviderDiagnostic>> InvokeAsync(ActionCall call, Func<string, ValueTask> progress, CancellationToken cancellation);
}

public readonly record struct ActionCall(ActionRequest Request, ProviderSession Session)
{
    public ObjectValue Config => (ObjectValue)Request.Config;
}
