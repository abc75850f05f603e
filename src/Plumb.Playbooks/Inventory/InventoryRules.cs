using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Inventory;

/// <summary>What can be wrong with an inventory and with patterns over it.</summary>
public static class InventoryRules
{
    public static readonly DiagnosticRule SourceFailed = new("PLY100", Severity.Warning, "An inventory source cannot be parsed");
    public static readonly DiagnosticRule SourceRefused = new("PLY101", Severity.Error, "An inventory source cannot be parsed");
    public static readonly DiagnosticRule NothingParsed = new("PLY102", Severity.Warning, "No inventory was parsed, only implicit localhost is available");
    public static readonly DiagnosticRule NothingParsedRefused = new("PLY103", Severity.Error, "No inventory was parsed");
    public static readonly DiagnosticRule UnknownPlugin = new("PLY104", Severity.Warning, "An inventory plugin is not known");
    public static readonly DiagnosticRule GroupName = new("PLY105", Severity.Warning, "A group's name has characters that variables cannot have");
    public static readonly DiagnosticRule SameName = new("PLY106", Severity.Warning, "A group and a host have the same name");
    public static readonly DiagnosticRule Ignored = new("PLY107", Severity.Warning, "A part of an inventory is ignored");
    public static readonly DiagnosticRule Variables = new("PLY108", Severity.Error, "A file of variables cannot be used");
    public static readonly DiagnosticRule NoMatch = new("PLY109", Severity.Warning, "Could not match supplied host pattern");
    public static readonly DiagnosticRule NoMatchRefused = new("PLY110", Severity.Error, "Could not match supplied host pattern");
    public static readonly DiagnosticRule Pattern = new("PLY111", Severity.Error, "A host pattern is wrong");
    public static readonly DiagnosticRule LimitFile = new("PLY112", Severity.Error, "The file of a limit cannot be read");
    public static readonly DiagnosticRule Localhost = new("PLY113", Severity.Warning, "There are several names of localhost");
}
