using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Configuration.References;

/// <summary>What can be wrong with a reference by its form or because nothing of its name is declared.</summary>
public static class ReferenceRules
{
    public static readonly DiagnosticRule InvalidReference = new("CFG101", Severity.Error, "Invalid reference");
    public static readonly DiagnosticRule ReservedName = new("CFG102", Severity.Error, "Reserved symbol name");

    public static readonly DiagnosticRule SelfReferencingLocal = new("CFG110", Severity.Error, "Self-referencing local value");
    public static readonly DiagnosticRule SelfReference = new("CFG111", Severity.Error, "Self-referential block");
    public static readonly DiagnosticRule ScopedResource = new("CFG112", Severity.Error, "Reference to scoped resource");
    public static readonly DiagnosticRule MissingKey = new("CFG113", Severity.Error, "Missing resource instance key");
    public static readonly DiagnosticRule UnexpectedKey = new("CFG114", Severity.Error, "Unexpected resource instance key");
    public static readonly DiagnosticRule UnsupportedAttribute = new("CFG115", Severity.Error, "Unsupported attribute");
    public static readonly DiagnosticRule InvalidDependency = new("CFG116", Severity.Error, "Invalid depends_on reference");
    public static readonly DiagnosticRule UnknownProviderFunction = new("CFG117", Severity.Error, "Unknown provider function");
    public static readonly DiagnosticRule InvalidKey = new("CFG118", Severity.Error, "Invalid index key");

    public static readonly DiagnosticRule InvalidIndexOperation = new("CFG119", Severity.Error, "Invalid index operation");
    public static readonly DiagnosticRule GuardReference = new("CFG121", Severity.Error, "Invalid reference in prevent_destroy");
    public static readonly DiagnosticRule CountAttribute = new("CFG120", Severity.Error, "Invalid resource count attribute");

    public static readonly DiagnosticRule InvalidAddress = new("CFG104", Severity.Error, "Invalid address");
    public static readonly DiagnosticRule InvalidAddressOperator = new("CFG105", Severity.Error, "Invalid address operator");

    public static DiagnosticRule InvalidScopedAttribute(string root) => new("CFG103", Severity.Error, $"Invalid \"{root}\" attribute");
}
