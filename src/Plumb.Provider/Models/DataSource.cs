using Plumb.Provider.Authoring;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Models;

/// <summary>One type of data source, written against a model class.</summary>
public abstract class DataSource<TModel> : DataSource where TModel : class, IModel<TModel>
{
    private readonly SchemaPlanner _planner = new(TModel.Definition.Schema.Block);
    private readonly ModelCheck<TModel> _check = new();

    public sealed override string Type => TModel.Definition.Name;

    public sealed override Schema Schema => TModel.Definition.Schema;

    /// <summary>Checks that the attributes of the model cannot say. Anything may be unknown, and the provider need not be configured.</summary>
    protected virtual ValueTask ValidateAsync(TModel config, ValidateContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Fills in what the configuration leaves open; defaults are there already. Null after reporting why there is nothing.</summary>
    protected abstract ValueTask<TModel?> ReadAsync(TModel config, DataContext context, CancellationToken cancellation);

    public sealed override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => _check.RunAsync(call, ValidateAsync, cancellation);

    public sealed override async ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation)
    {
        var context = new DataContext(call);
        TModel? read = null;
        await Operation.RunAsync(context, $"Unable to read {Type}", async token =>
            read = await ReadAsync(TModel.FromValue(_planner.WithDefaults(call.Config)), context, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        if (read is null && !context.HasErrors && context.Deferred is null) context.Error($"Unable to read {Type}", "The provider found nothing and did not say why. This is a mistake in the provider.");
        return new ReadDataResponse(read?.ToValue() ?? EmptyObjects.Nothing(Schema)) { Deferred = context.Deferred, Diagnostics = context.Diagnostics };
    }
}
