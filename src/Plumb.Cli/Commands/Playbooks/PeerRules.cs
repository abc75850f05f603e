using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Commands.Playbooks;

/// <summary>What can be wrong with the command lines of inventories, vaults and settings.</summary>
internal static class PeerRules
{
    public static readonly DiagnosticRule Options = new("CLI250", Severity.Error, "The options do not go together");
    public static readonly DiagnosticRule Output = new("CLI251", Severity.Error, "The result cannot be written");
    public static readonly DiagnosticRule Vault = new("CLI252", Severity.Error, "The vault cannot be worked on");
    public static readonly DiagnosticRule Configuration = new("CLI253", Severity.Error, "There is no such configuration");
}
