using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>What can go wrong while modules are installed.</summary>
public static class InstallationRules
{
    public static readonly DiagnosticRule UnreadableDirectory = Error("CFG501", "Unreadable module directory");
    public static readonly DiagnosticRule PathEscapes = Error("CFG502", "Local module path escapes module package");
    public static readonly DiagnosticRule CacheNotRemoved = Error("CFG503", "Failed to remove local module cache");
    public static readonly DiagnosticRule DownloadFailed = Error("CFG504", "Failed to download module");
    public static readonly DiagnosticRule SubdirectoryMissing = Error("CFG505", "Module subdirectory not found");
    public static readonly DiagnosticRule VersionOutsideRegistry = Error("CFG506", "Invalid version constraint");
    public static readonly DiagnosticRule NotFound = Error("CFG507", "Module not found");
    public static readonly DiagnosticRule RegistryUnavailable = Error("CFG508", "Error accessing remote module registry");
    public static readonly DiagnosticRule InvalidResponse = Warning("CFG509", "Invalid response from remote module registry");
    public static readonly DiagnosticRule NoVersions = Error("CFG510", "Module has no versions");
    public static readonly DiagnosticRule NoMatchingVersion = Error("CFG511", "Unresolvable module version constraint");
    public static readonly DiagnosticRule ManifestNotWritten = Error("CFG512", "Failed to update module manifest");
    public static readonly DiagnosticRule TargetNotEmpty = Error("CFG513", "Can't populate non-empty directory");
    public static readonly DiagnosticRule TargetMissing = Error("CFG514", "Target directory does not exist");
    public static readonly DiagnosticRule ParentReference = Error("CFG515", "Root module references parent directory");

    private static DiagnosticRule Error(string code, string summary) => new(code, Severity.Error, summary);

    private static DiagnosticRule Warning(string code, string summary) => new(code, Severity.Warning, summary);
}
