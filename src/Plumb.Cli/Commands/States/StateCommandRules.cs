using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Commands.States;

/// <summary>What can be wrong with commands that look into the state or edit it.</summary>
internal static class StateCommandRules
{
    public static readonly DiagnosticRule InvalidAddress = new("CLI031", Severity.Error, "Invalid address");
    public static readonly DiagnosticRule NoInstance = new("CLI030", Severity.Error, "No instance found");
    public static readonly DiagnosticRule NoState = new("CLI110", Severity.Error, "No state file was found!");
    public static readonly DiagnosticRule UnknownModule = new("CLI111", Severity.Error, "Unknown module");
    public static readonly DiagnosticRule UnknownResource = new("CLI112", Severity.Error, "Unknown resource");
    public static readonly DiagnosticRule InvalidSource = new("CLI113", Severity.Error, "Invalid source address");
    public static readonly DiagnosticRule InvalidTarget = new("CLI114", Severity.Error, "Invalid target address");
    public static readonly DiagnosticRule InvalidMove = new("CLI115", Severity.Error, "Invalid state move request");
    public static readonly DiagnosticRule InvalidProvider = new("CLI116", Severity.Error, "Invalid provider address");
    public static readonly DiagnosticRule SourceUnreadable = new("CLI117", Severity.Error, "Error reading source state");
    public static readonly DiagnosticRule NotTaintable = new("CLI118", Severity.Error, "Resource instance cannot be tainted");
    public static readonly DiagnosticRule NotTainted = new("CLI119", Severity.Error, "Resource instance is not tainted");
    public static readonly DiagnosticRule NoSuchInstance = new("CLI120", Severity.Error, "No such resource instance");
    public static readonly DiagnosticRule NoSuchInstanceAllowed = new("CLI121", Severity.Warning, "No such resource instance");
    public static readonly DiagnosticRule TaintedAlready = new("CLI122", Severity.Error, "Resource instance is being replaced");
}
