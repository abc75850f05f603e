using Plumb.Core.Diagnostics;
using Plumb.Engine.Planning.Files;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Session;

/// <summary>Whether a saved plan may still be applied.</summary>
internal static class SavedPlanChecks
{
    private static readonly DiagnosticRule Incomplete = new("CLI064", Severity.Error, "Cannot apply incomplete plan");

    public static bool CanApply(Plan plan, StateDocument present, DiagnosticBag diagnostics)
    {
        if (!plan.Errored) return PlanFile.IsCurrent(plan, present, diagnostics);
        diagnostics.Add(new Diagnostic(Incomplete, null, "Making this plan failed, and what it holds is only what could be planned until then. It can be shown, but not applied.")
        {
            Help = "Mend what the plan failed of, and make a new plan.",
        });
        return false;
    }
}
