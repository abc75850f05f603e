using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Configuration.References;

/// <summary>What can be wrong with a reference by its form or because nothing of its name is declared.</summary>
public static class ReferenceRules
{
    public static readonly DiagnosticRule InvalidReference = new("CFG101", Severity.Error, "Invalid reference");
    public static readonly DiagnosticRule ReservedName = new("CFG102", Severity.Error, "Reserved symbol name");

    public static readonly DiagnosticRule InvalidAddress = new("CFG104", Severity.Error, "Invalid address");
    public static readonly DiagnosticRule InvalidAddressOperator = new("CFG105", Severity.Error, "Invalid address operator");

    public static DiagnosticRule InvalidScopedAttribute(string root) => new("CFG103", Severity.Error, $"Invalid \"{root}\" attribute");
}
