using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Vault;

/// <summary>What can go wrong with vaults and their passwords.</summary>
public static class VaultRules
{
    public static readonly DiagnosticRule NotOpened = new("PLY050", Severity.Error, "A vault cannot be opened");
    public static readonly DiagnosticRule NoSecret = new("PLY051", Severity.Error, "A vault password is missing");
    public static readonly DiagnosticRule SecretSource = new("PLY052", Severity.Error, "A vault password cannot be read");
    public static readonly DiagnosticRule SkippedSecret = new("PLY053", Severity.Warning, "A vault password cannot be read");
}
