using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Planning.Steps;

/// <summary>Whether an object may be destroyed, by the prevent_destroy of its block.</summary>
internal static class Destroying
{
    /// <param name="action">What is planned for the object.</param>
    /// <param name="config">Its block, if there is one.</param>
    /// <param name="address">The object.</param>
    /// <param name="scope">What names mean in its module instance; null where that is gone from the configuration.</param>
    /// <param name="diagnostics">Is told where it may not, or where that cannot be found out.</param>
    public static bool Allowed(ChangeAction action, ResourceConfig? config, ResourceInstanceAddress address, Func<EvaluationScope?> scope, DiagnosticBag diagnostics)
    {
        if (config is null || action is not (ChangeAction.Delete or ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete)) return true;
        if (config.Lifecycle.PreventDestroyWhen is { } guard)
        {
            if (Evaluate(guard, address, scope(), diagnostics) is not { } prevents) return false;
            if (!prevents) return true;
        }
        else if (!config.Lifecycle.PreventDestroy) return true;

        diagnostics.Add(new Diagnostic(PlanRules.CannotDestroy, config.Span,
            $"Resource {address} has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed.")
        {
            Address = address.ToString(),
            Help = "To avoid this error and continue with the plan, either disable lifecycle.prevent_destroy or reduce the scope of the plan using the -target option.",
        });
        return false;
    }

    /// <summary>Reports what no value of what is unknown so far could mend.</summary>
    public static void Check(Expression guard, EvaluationScope scope, DiagnosticBag diagnostics)
    {
        var value = PoisoningEvaluation.Evaluate(guard, DataType.Bool, scope, diagnostics);
        if (!Poison.In(value)) CheckMarks(guard, value, null, diagnostics);
    }

    /// <summary>Null where it cannot be told, which is reported; then nothing may be destroyed.</summary>
    private static bool? Evaluate(Expression guard, ResourceInstanceAddress address, EvaluationScope? scope, DiagnosticBag diagnostics)
    {
        if (scope is null) return Fail("The module instance that it is made from is not in the configuration any more, so whether the object may be destroyed cannot be told.");
        var value = PoisoningEvaluation.Evaluate(guard, DataType.Bool, scope, diagnostics);
        if (Poison.In(value) || !CheckMarks(guard, value, address, diagnostics)) return null;
        return value.Unmarked switch
        {
            BoolValue b => b.IsTrue,
            NullValue => Fail("It is null; to allow that the object is destroyed it must be false."),
            _ => Fail("Its value is known only after apply, so whether the object may be destroyed cannot be told.", $"To plan everything else, leave the resource out:\n    plumb plan '-exclude={address.Resource}'"),
        };

        bool? Fail(string detail, string? help = null)
        {
            diagnostics.Add(new Diagnostic(PlanRules.InvalidGuard, guard.Span, detail) { Address = address.ToString(), Help = help });
            return null;
        }
    }

    private static bool CheckMarks(Expression guard, Value value, ResourceInstanceAddress? address, DiagnosticBag diagnostics)
    {
        var marks = value.MarksDeep();
        var fault = marks.IsSensitive ? "It is made from a sensitive value, which whether an object is destroyed would give away."
            : marks.IsEphemeral ? "It is made from an ephemeral value, which may be another one when the plan is applied."
            : null;
        if (fault is null) return true;
        diagnostics.Add(new Diagnostic(PlanRules.InvalidGuard, guard.Span, fault) { Address = address?.ToString() });
        return false;
    }
}
