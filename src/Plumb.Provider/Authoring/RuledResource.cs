using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Requests;
using Plumb.Provider.Validation;

namespace Plumb.Provider.Authoring;

/// <summary>
/// A resource on values whose schema says by rules how it is checked and planned: for schemas that are made while the
/// program runs. What is left to write is how an object is created, updated, read and deleted.
/// </summary>
public abstract class RuledResource : Resource
{
    private SchemaPlanner? _planner;
    private SchemaValidator? _validator;

    /// <summary>Checks that the schema's rules cannot say; asked if those find nothing wrong.</summary>
    protected virtual ValueTask<IReadOnlyList<ProviderDiagnostic>> CheckAsync(ValidateCall call, CancellationToken cancellation) => new([]);

    /// <summary>Adjusts what the rules have planned.</summary>
    protected virtual ValueTask<PlanResponse> AdjustAsync(PlanCall call, PlanResponse planned, CancellationToken cancellation) => new(planned);

    public sealed override async ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation)
    {
        var found = (_validator ??= new SchemaValidator(Schema.Block)).Check(call.Config);
        if (found.Any(f => f.Severity == Severity.Error)) return found;
        var own = await CheckAsync(call, cancellation).ConfigureAwait(false);
        return own.Count == 0 ? found : [.. found, .. own];
    }

    public sealed override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var rules = (_planner ??= new SchemaPlanner(Schema.Block)).Plan(call.Prior, call.Proposed, call.Config);
        return AdjustAsync(call, new PlanResponse(rules.Planned) { RequiresReplace = call.Prior is null ? [] : rules.RequiresReplace }, cancellation);
    }

    /// <summary>An object in which nothing is set yet, for imports: attributes are null, and collections of blocks empty.</summary>
    protected ObjectValue Blank => Models.EmptyObjects.Of(Schema.Block);
}
