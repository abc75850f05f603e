using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Commands.Workspaces;

/// <summary>What can be wrong with workspaces.</summary>
internal static class WorkspaceRules
{
    public static readonly DiagnosticRule InvalidName = new("CLI130", Severity.Error, "Invalid workspace name");
    public static readonly DiagnosticRule Exists = new("CLI131", Severity.Error, "Workspace already exists");
    public static readonly DiagnosticRule Missing = new("CLI132", Severity.Error, "Workspace doesn't exist");
    public static readonly DiagnosticRule Overridden = new("CLI133", Severity.Error, "Workspace is overridden");
    public static readonly DiagnosticRule Active = new("CLI134", Severity.Error, "Workspace is active");
    public static readonly DiagnosticRule NotEmpty = new("CLI135", Severity.Error, "Workspace is not empty");
    public static readonly DiagnosticRule NotSelected = new("CLI136", Severity.Error, "Workspace could not be selected");
}
