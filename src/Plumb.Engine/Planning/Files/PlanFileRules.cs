using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Planning.Files;

/// <summary>What can be wrong with a saved plan.</summary>
public static class PlanFileRules
{
    public static readonly DiagnosticRule Unreadable = new("PLN090", Severity.Error, "Failed to read plan file");
    public static readonly DiagnosticRule OtherVersion = new("PLN091", Severity.Error, "Plan file of another version");
    public static readonly DiagnosticRule Stale = new("PLN092", Severity.Error, "Saved plan is stale");
}
