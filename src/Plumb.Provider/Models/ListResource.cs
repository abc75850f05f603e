using System.Runtime.CompilerServices;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Models;

/// <summary>Finds the objects of a resource that exist: one model is what is asked for, the other the resource's own.</summary>
public abstract class ListResource<TConfig, TModel> : ListResource
    where TConfig : class, IModel<TConfig>
    where TModel : class, IModel<TModel>
{
    private readonly SchemaPlanner _planner = new(TConfig.Definition.Schema.Block);
    private readonly ModelCheck<TConfig> _check = new();

    public sealed override string Type => TConfig.Definition.Name;

    public sealed override Schema Schema => TConfig.Definition.Schema;

    /// <summary>Checks that the attributes of the model cannot say. Anything may be unknown, and the provider need not be configured.</summary>
    protected virtual ValueTask ValidateAsync(TConfig config, ValidateContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>
    /// The objects as they are found, each with at least the attributes that are its identity; the rest only where
    /// <see cref="ListContext.IncludeResource"/> asks for it. What goes wrong is reported to the context.
    /// </summary>
    protected abstract IAsyncEnumerable<TModel> ListAsync(TConfig config, ListContext context, CancellationToken cancellation);

    /// <summary>What people know an object by; by default its identity.</summary>
    protected virtual string DisplayName(TModel model) => Identities.Of(TModel.Definition.Identity, model.ToValue()) is { } identity
        ? string.Join("/", identity.Entries.Select(e => e.Value is StringValue text ? text.Text : e.Value.ToString()))
        : TModel.Definition.Name;

    public sealed override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => _check.RunAsync(call, ValidateAsync, cancellation);

    public sealed override async IAsyncEnumerable<ListedResource> ListAsync(ListCall call, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var context = new ListContext(call);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, call.Session.Stopping);
        await using var objects = ListAsync(TConfig.FromValue(_planner.WithDefaults(call.Config)), context, linked.Token).GetAsyncEnumerator(linked.Token);
        while (true)
        {
            TModel? model = null;
            await Operation.RunAsync(context, $"Unable to list {Type}", async _ => model = await objects.MoveNextAsync().ConfigureAwait(false) ? objects.Current : null, cancellation).ConfigureAwait(false);
            var said = context.TakeDiagnostics();
            if (model is null)
            {
                if (said.Count > 0) yield return new ListedResource("", null) { Diagnostics = said };
                yield break;
            }
            yield return Listed(model, call.Request.IncludeResource, said);
        }
    }

    private ListedResource Listed(TModel model, bool whole, IReadOnlyList<ProviderDiagnostic> said)
    {
        var value = model.ToValue();
        if (Identities.Of(TModel.Definition.Identity, value) is not { } identity)
            return new ListedResource("", null) { Diagnostics = [.. said, ProviderDiagnostic.Error("Incomplete Identity", $"An object of type {Type} was found whose identity is not complete. This is a mistake in the provider.")] };
        return new ListedResource(DisplayName(model), identity) { Resource = whole ? value : null, Diagnostics = said };
    }
}

/// <summary>Objects being looked for.</summary>
public sealed class ListContext : OperationContext
{
    private readonly ListCall _call;

    internal ListContext(ListCall call) : base(call.Session) => _call = call;

    /// <summary>The whole objects are wanted, and not only what tells them apart.</summary>
    public bool IncludeResource => _call.Request.IncludeResource;

    /// <summary>How many are wanted; what is found after that is not looked at.</summary>
    public long Limit => _call.Request.Limit;
}
