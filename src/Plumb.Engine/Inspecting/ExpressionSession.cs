using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Inspecting;

/// <summary>
/// Evaluates expressions as if they stood in the root module, against the objects of a state or of a plan. The
/// configuration is evaluated once; faults in it are reported then, and what depends on them is unknown.
/// </summary>
public sealed class ExpressionSession
{
    private readonly ModuleNode _root;
    private readonly EvaluationScope _scope;

    private ExpressionSession(ModuleNode root, EvaluationScope scope) => (_root, _scope) = (root, scope);

    /// <summary>Null where nothing can be evaluated at all, which is reported.</summary>
    public static async Task<ExpressionSession?> OfStateAsync(RunContext run, StateDocument state, CancellationToken cancellation)
    {
        if (!await run.LoadSchemasAsync(ProvidersInUse.Of(run.Configuration, state), cancellation).ConfigureAwait(false)) return null;
        var objects = StateCopy.Of(state);
        await StoredValues.LoadAsync(run, objects, cancellation).ConfigureAwait(false);
        if (run.Diagnostics.HasErrors) return null;
        var walk = new StateWalk(run, GraphBuilder.Build(run.Configuration), objects);
        return await walk.WalkAsync(cancellation).ConfigureAwait(false) ? new ExpressionSession(run.Configuration.Root, walk.RootScope) : null;
    }

    /// <summary>Plans, and evaluates against what would be.</summary>
    public static async Task<ExpressionSession?> OfPlanAsync(RunContext run, PlanOptions options, StateDocument state, CancellationToken cancellation)
    {
        var planner = new Planner(run, options);
        await planner.PlanAsync(state, cancellation).ConfigureAwait(false);
        return planner.RootScope is { } scope ? new ExpressionSession(run.Configuration.Root, scope) : null;
    }

    /// <summary>The value, or null where the expression is wrong, which is reported.</summary>
    public Value? Evaluate(Expression expression, DiagnosticBag diagnostics)
    {
        ReferenceValidator.Validate(_root, expression, diagnostics);
        if (diagnostics.HasErrors) return null;
        var value = ExpressionEvaluator.Evaluate(expression, _scope, diagnostics);
        return diagnostics.HasErrors ? null : value;
    }
}
