using Plumb.Core.Diagnostics;

namespace Plumb.Engine.State;

/// <summary>What can be wrong with a state.</summary>
public static class StateRules
{
    public static readonly DiagnosticRule Unreadable = new("STA001", Severity.Error, "Unsupported state file format");
    public static readonly DiagnosticRule TooNew = new("STA002", Severity.Error, "Unsupported state file format");
    public static readonly DiagnosticRule Invalid = new("STA003", Severity.Error, "Invalid state file");
}
