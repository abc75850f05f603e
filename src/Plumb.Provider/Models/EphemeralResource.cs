using Plumb.Provider.Authoring;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Models;

/// <summary>One type of ephemeral resource, written against a model class.</summary>
public abstract class EphemeralResource<TModel> : EphemeralResource where TModel : class, IModel<TModel>
{
    private readonly SchemaPlanner _planner = new(TModel.Definition.Schema.Block);
    private readonly ModelCheck<TModel> _check = new();

    public sealed override string Type => TModel.Definition.Name;

    public sealed override Schema Schema => TModel.Definition.Schema;

    /// <summary>Checks that the attributes of the model cannot say. Anything may be unknown, and the provider need not be configured.</summary>
    protected virtual ValueTask ValidateAsync(TModel config, ValidateContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Makes the object. The context takes when it must be renewed, and what renewing and closing need to know.</summary>
    protected abstract ValueTask<TModel?> OpenAsync(TModel config, EphemeralContext context, CancellationToken cancellation);

    protected virtual ValueTask RenewAsync(EphemeralContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    protected virtual ValueTask CloseAsync(EphemeralContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public sealed override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => _check.RunAsync(call, ValidateAsync, cancellation);

    public sealed override async ValueTask<OpenEphemeralResponse> OpenAsync(OpenEphemeralCall call, CancellationToken cancellation)
    {
        var context = new EphemeralContext(default, call.Request.DeferralAllowed, call.Session);
        TModel? opened = null;
        await Operation.RunAsync(context, $"Unable to open {Type}", async token =>
            opened = await OpenAsync(TModel.FromValue(_planner.WithDefaults(call.Config)), context, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        if (opened is null && !context.HasErrors && context.Deferred is null) context.Error($"Unable to open {Type}", "The provider made nothing and did not say why. This is a mistake in the provider.");
        return new OpenEphemeralResponse(opened?.ToValue() ?? EmptyObjects.Nothing(Schema))
        {
            Private = context.Private.ToBytes(),
            RenewAt = context.RenewAt,
            Deferred = context.Deferred,
            Diagnostics = context.Diagnostics,
        };
    }

    public sealed override async ValueTask<RenewEphemeralResponse> RenewAsync(EphemeralCall call, CancellationToken cancellation)
    {
        var context = new EphemeralContext(call.Private, mayDefer: false, call.Session);
        await Operation.RunAsync(context, $"Unable to renew {Type}", token => RenewAsync(context, token), cancellation).ConfigureAwait(false);
        return new RenewEphemeralResponse(context.RenewAt, context.Private.ToBytes(), context.Diagnostics);
    }

    public sealed override async ValueTask<IReadOnlyList<ProviderDiagnostic>> CloseAsync(EphemeralCall call, CancellationToken cancellation)
    {
        var context = new EphemeralContext(call.Private, mayDefer: false, call.Session);
        await Operation.RunAsync(context, $"Unable to close {Type}", token => CloseAsync(context, token), cancellation).ConfigureAwait(false);
        return context.Diagnostics;
    }
}
