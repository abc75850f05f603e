using Plumb.Core.Diagnostics;

namespace Plumb.Plugins.LockFile;

/// <summary>What can be wrong with a dependency lock file.</summary>
public static class LockFileRules
{
    public static readonly DiagnosticRule Unreadable = Error("PRV020", "Failed to read dependency lock file");
    public static readonly DiagnosticRule NotWritten = Error("PRV021", "Failed to update dependency lock file");
    public static readonly DiagnosticRule InvalidAddress = Error("PRV022", "Invalid provider source address");
    public static readonly DiagnosticRule NotNormalized = Error("PRV023", "Non-normalized provider source address");
    public static readonly DiagnosticRule Duplicate = Error("PRV024", "Duplicate provider lock");
    public static readonly DiagnosticRule InvalidVersion = Error("PRV025", "Invalid provider version number");
    public static readonly DiagnosticRule InvalidConstraints = Error("PRV026", "Invalid provider version constraints");
    public static readonly DiagnosticRule InvalidHashes = Error("PRV027", "Invalid provider hash set");
    public static readonly DiagnosticRule Modules = new("PRV028", Severity.Warning, "Dependency locks for modules are not yet supported");

    private static DiagnosticRule Error(string code, string summary) => new(code, Severity.Error, summary);
}
