using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Models;

/// <summary>The provider block, written against a model class, and the client that becomes of it.</summary>
public abstract class ProviderConfiguration<TModel, TClient> : ProviderConfiguration
    where TModel : class, IModel<TModel>
    where TClient : class
{
    private readonly SchemaPlanner _planner = new(TModel.Definition.Schema.Block);
    private readonly ModelCheck<TModel> _check = new();

    public sealed override Schema Schema => TModel.Definition.Schema;

    protected virtual ValueTask ValidateAsync(TModel config, ValidateContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Makes what resources work with; null after reporting why there is none. Defaults are filled in; while planning anything may be unknown.</summary>
    protected abstract ValueTask<TClient?> ConfigureAsync(TModel config, ConfigureContext context, CancellationToken cancellation);

    public sealed override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => _check.RunAsync(call, ValidateAsync, cancellation);

    public sealed override async ValueTask<ConfiguredClient> ConfigureAsync(ObjectValue config, ConfigureRequest request, ProviderSession session, CancellationToken cancellation)
    {
        var context = new ConfigureContext(config, request, session);
        TClient? client = null;
        await Operation.RunAsync(context, "Unable to configure the provider", async token =>
            client = await ConfigureAsync(TModel.FromValue(_planner.WithDefaults(config)), context, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return new ConfiguredClient(client) { Deferral = context.Deferred, Diagnostics = context.Diagnostics };
    }
}
