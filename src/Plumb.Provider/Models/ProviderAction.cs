using Plumb.Provider.Authoring;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Models;

/// <summary>Something that can be done and leaves no object behind, written against a model class.</summary>
public abstract class ProviderAction<TModel> : ProviderAction where TModel : class, IModel<TModel>
{
    private readonly SchemaPlanner _planner = new(TModel.Definition.Schema.Block);
    private readonly ModelCheck<TModel> _check = new();

    public sealed override string Type => TModel.Definition.Name;

    public sealed override Schema Schema => TModel.Definition.Schema;

    /// <summary>Checks that the attributes of the model cannot say. Anything may be unknown, and the provider need not be configured.</summary>
    protected virtual ValueTask ValidateAsync(TModel config, ValidateContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Asked before anything is done: refuse, warn, or put the action off. Anything may be unknown.</summary>
    protected virtual ValueTask PlanAsync(TModel config, ActionContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Does it.</summary>
    protected abstract ValueTask InvokeAsync(TModel config, ActionContext context, CancellationToken cancellation);

    public sealed override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => _check.RunAsync(call, ValidateAsync, cancellation);

    public sealed override async ValueTask<PlanActionResponse> PlanAsync(ActionCall call, CancellationToken cancellation)
    {
        var context = new ActionContext(call, null);
        await Operation.RunAsync(context, $"Unable to plan {Type}", async token =>
            await PlanAsync(TModel.FromValue(_planner.WithDefaults(call.Config)), context, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return new PlanActionResponse { Deferred = context.Deferred, Diagnostics = context.Diagnostics };
    }

    public sealed override async ValueTask<IReadOnlyList<ProviderDiagnostic>> InvokeAsync(ActionCall call, Func<string, ValueTask> progress, CancellationToken cancellation)
    {
        var context = new ActionContext(call, progress);
        await Operation.RunApplyAsync(context, $"Unable to invoke {Type}", async token =>
            await InvokeAsync(TModel.FromValue(_planner.WithDefaults(call.Config)), context, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return context.Diagnostics;
    }
}

/// <summary>An action being planned or invoked.</summary>
public sealed class ActionContext : OperationContext
{
    private readonly ActionCall _call;
    private readonly Func<string, ValueTask>? _progress;

    internal ActionContext(ActionCall call, Func<string, ValueTask>? progress) : base(call.Session)
    {
        _call = call;
        _progress = progress;
    }

    internal DeferralReason? Deferred { get; private set; }

    /// <summary>Tells the user how far it is.</summary>
    public ValueTask ProgressAsync(string message) => _progress?.Invoke(message) ?? ValueTask.CompletedTask;

    /// <summary>While it is planned: puts it off to a later run, if the engine can do that.</summary>
    public bool Defer(DeferralReason reason)
    {
        if (_call.Request.DeferralAllowed) Deferred = reason;
        return _call.Request.DeferralAllowed;
    }
}
