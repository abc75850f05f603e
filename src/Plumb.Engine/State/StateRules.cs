using Plumb.Core.Diagnostics;

namespace Plumb.Engine.State;

/// <summary>What can be wrong with a state.</summary>
public static class StateRules
{
    public static readonly DiagnosticRule Unreadable = new("STA001", Severity.Error, "Unsupported state file format");
    public static readonly DiagnosticRule TooNew = new("STA002", Severity.Error, "Unsupported state file format");
    public static readonly DiagnosticRule Invalid = new("STA003", Severity.Error, "Invalid state file");

    public static readonly DiagnosticRule Locked = new("STA010", Severity.Error, "Error acquiring the state lock");
    public static readonly DiagnosticRule NotUnlocked = new("STA011", Severity.Error, "Failed to unlock state");
    public static readonly DiagnosticRule NotRead = new("STA012", Severity.Error, "Failed to load state");
    public static readonly DiagnosticRule NotWritten = new("STA013", Severity.Error, "Failed to save state");
    public static readonly DiagnosticRule PushRefused = new("STA014", Severity.Error, "Failed to write state");
    public static readonly DiagnosticRule Recovered = new("STA015", Severity.Warning, "State recovered from its journal");
    public static readonly DiagnosticRule Interrupted = new("STA016", Severity.Warning, "Change without a known outcome");
    public static readonly DiagnosticRule ForeignJournal = new("STA017", Severity.Warning, "Journal of another state");
    public static readonly DiagnosticRule Workspace = new("STA018", Severity.Error, "Workspace error");
    public static readonly DiagnosticRule JournalStays = new("STA019", Severity.Warning, "Journal not removed");
}
