using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>What can be wrong with the command lines of plays.</summary>
internal static class PlaybookRules
{
    public static readonly DiagnosticRule ExtraVariables = new("CLI050", Severity.Error, "Extra variables cannot be read");
    public static readonly DiagnosticRule MissingPlaybook = new("CLI051", Severity.Error, "A playbook is missing");
    public static readonly DiagnosticRule PasswordFile = new("CLI052", Severity.Error, "A file of a password cannot be read");
}
