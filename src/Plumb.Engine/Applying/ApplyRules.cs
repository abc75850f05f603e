using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Applying;

/// <summary>What can go wrong while applying.</summary>
internal static class ApplyRules
{
    public static readonly DiagnosticRule InconsistentFinalPlan = new("APL001", Severity.Error, "Provider produced inconsistent final plan");
    public static readonly DiagnosticRule InconsistentResult = new("APL002", Severity.Error, "Provider produced inconsistent result after apply");
    public static readonly DiagnosticRule InvalidResult = new("APL003", Severity.Error, "Provider returned invalid result object after apply");
    public static readonly DiagnosticRule LostObject = new("APL004", Severity.Error, "Provider produced invalid object");
    public static readonly DiagnosticRule ProvisionerFailed = new("APL005", Severity.Error, "Provisioner error");
    public static readonly DiagnosticRule ProvisionerWarned = new("APL006", Severity.Warning, "Provisioner error");
    public static readonly DiagnosticRule JournalFailed = new("APL010", Severity.Error, "Failed to write the journal");
    public static readonly DiagnosticRule Skipped = new("APL009", Severity.Warning, "Planned changes skipped");
    public static readonly DiagnosticRule NotGone = new("APL007", Severity.Error, "Object not destroyed");
    public static readonly DiagnosticRule Unanswered = new("APL011", Severity.Error, "Nobody knows if an object was created");
    public static readonly DiagnosticRule Deferred = new("APL012", Severity.Warning, "Some changes were put off");
    public static readonly DiagnosticRule ActionFailed = new("APL013", Severity.Error, "Action failed");
    public static readonly DiagnosticRule Partial = new("APL008", Severity.Warning, "Applied changes may be incomplete");
}
