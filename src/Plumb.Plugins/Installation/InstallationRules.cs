using Plumb.Core.Diagnostics;

namespace Plumb.Plugins.Installation;

/// <summary>What can go wrong while providers are installed, or found again.</summary>
public static class InstallationRules
{
    public static readonly DiagnosticRule NotInstalled = Error("PRV030", "Required plugins are not installed");
    public static readonly DiagnosticRule InconsistentLocks = Error("PRV031", "Inconsistent dependency lock file");
    public static readonly DiagnosticRule QueryFailed = Error("PRV032", "Failed to query available provider packages");
    public static readonly DiagnosticRule InvalidHost = Error("PRV033", "Invalid provider registry host");
    public static readonly DiagnosticRule InstallFailed = Error("PRV034", "Failed to install provider");
    public static readonly DiagnosticRule Incompatible = Error("PRV035", "Incompatible provider version");
    public static readonly DiagnosticRule InvalidBuiltIn = Error("PRV036", "Invalid dependency on built-in provider");
    public static readonly DiagnosticRule LegacyAddress = Error("PRV037", "Invalid legacy provider address");
    public static readonly DiagnosticRule RegistryWarning = Warning("PRV038", "Additional provider information from registry");
    public static readonly DiagnosticRule IncompleteLocks = Warning("PRV039", "Incomplete lock file information for providers");
    public static readonly DiagnosticRule LocksReadOnly = Error("PRV040", "Provider dependency changes detected");
    public static readonly DiagnosticRule LocksNotUpdated = Warning("PRV041", "Provider lock file not updated");
    public static readonly DiagnosticRule DevOverrides = Warning("PRV042", "Provider development overrides are in effect");
    public static readonly DiagnosticRule OverrideUnusable = Error("PRV043", "Invalid provider development override");
    public static readonly DiagnosticRule LockingFailed = Error("PRV044", "Could not retrieve providers for locking");
    public static readonly DiagnosticRule InvalidPlatform = Error("PRV045", "Invalid target platform");
    public static readonly DiagnosticRule InvalidArgument = Error("PRV046", "Invalid provider argument");
    public static readonly DiagnosticRule InvalidMirrorUrl = Error("PRV047", "Invalid network mirror URL");
    public static readonly DiagnosticRule NotAvailable = Error("PRV048", "Provider not available");
    public static readonly DiagnosticRule ReleaseNotAvailable = Error("PRV049", "Provider release not available");
    public static readonly DiagnosticRule InvalidPackage = Error("PRV050", "Invalid provider package");
    public static readonly DiagnosticRule IndexFailed = Error("PRV051", "Failed to update indexes");

    private static DiagnosticRule Error(string code, string summary) => new(code, Severity.Error, summary);

    private static DiagnosticRule Warning(string code, string summary) => new(code, Severity.Warning, summary);
}
