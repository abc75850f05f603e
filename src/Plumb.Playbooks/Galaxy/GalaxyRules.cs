using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Galaxy;

/// <summary>What can be wrong with requirements, roles and collections.</summary>
public static class GalaxyRules
{
    public static readonly DiagnosticRule Missing = Error("PLY170", "The requirements file cannot be read");
    public static readonly DiagnosticRule Shape = Error("PLY171", "The requirements file has another form than expected");
    public static readonly DiagnosticRule Entry = Error("PLY172", "A requirement is not complete");
    public static readonly DiagnosticRule Include = Error("PLY173", "An included requirements file cannot be read");
    public static readonly DiagnosticRule Version = Error("PLY174", "A version or a range of versions cannot be understood");
    public static readonly DiagnosticRule Name = Error("PLY175", "The name is none that a collection can have");
    public static readonly DiagnosticRule Failed = Error("PLY176", "The installation failed");

    private static DiagnosticRule Error(string code, string summary) => new(code, Severity.Error, summary);
}
