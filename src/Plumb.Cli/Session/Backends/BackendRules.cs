using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Session.Backends;

/// <summary>What can be wrong with where states are kept.</summary>
internal static class BackendRules
{
    public static readonly DiagnosticRule NotAvailable = new("CLI195", Severity.Error, "Backend not available");
    public static readonly DiagnosticRule NotSupported = new("CLI196", Severity.Error, "HCP Terraform is not supported");
    public static readonly DiagnosticRule NotKnown = new("CLI197", Severity.Error, "Backend setting not known");
    public static readonly DiagnosticRule NotInitialized = new("CLI230", Severity.Error, "Backend initialization required, please run \"terraform init\"");
    public static readonly DiagnosticRule Changed = new("CLI231", Severity.Error, "Backend configuration changed");
    public static readonly DiagnosticRule InvalidArgument = new("CLI232", Severity.Error, "Invalid backend configuration argument");
    public static readonly DiagnosticRule MissingBlock = new("CLI233", Severity.Warning, "Missing backend configuration");
    public static readonly DiagnosticRule NotRecorded = new("CLI234", Severity.Error, "Backend record not usable");
    public static readonly DiagnosticRule NotMigrated = new("CLI235", Severity.Error, "State not migrated");
    public static readonly DiagnosticRule NoAnswer = new("CLI236", Severity.Error, "Error asking for confirmation: EOF");
    public static readonly DiagnosticRule InputDisabled = new("CLI237", Severity.Error, "Can't ask approval for state migration when interactive input is disabled");
    public static readonly DiagnosticRule NoWorkspace = new("CLI238", Severity.Error, "Selected workspace does not exist");
}
