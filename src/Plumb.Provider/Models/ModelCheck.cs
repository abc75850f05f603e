using Plumb.Core.Diagnostics;
using Plumb.Provider.Authoring;
using Plumb.Provider.Validation;

namespace Plumb.Provider.Models;

/// <summary>Checks a configuration by the rules in its model's attributes and, where it keeps them, by what the author wrote besides.</summary>
internal sealed class ModelCheck<TModel> where TModel : class, IModel<TModel>
{
    private readonly SchemaValidator _rules = new(TModel.Definition.Schema.Block);

    public async ValueTask<IReadOnlyList<ProviderDiagnostic>> RunAsync(ValidateCall call, Func<TModel, ValidateContext, CancellationToken, ValueTask> written, CancellationToken cancellation)
    {
        var found = _rules.Check(call.Config);
        if (found.Any(f => f.Severity == Severity.Error)) return found;
        var context = new ValidateContext(call.Config, call.Session);
        await Operation.RunAsync(context, "Invalid Configuration", token => written(TModel.FromValue(call.Config), context, token), cancellation).ConfigureAwait(false);
        return context.Diagnostics.Count == 0 ? found : [.. found, .. context.Diagnostics];
    }
}
