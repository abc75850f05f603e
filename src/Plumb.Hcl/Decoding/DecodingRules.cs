using Plumb.Core.Diagnostics;

namespace Plumb.Hcl.Decoding;

/// <summary>What can be wrong with type expressions, dynamic blocks, and bodies that are decoded into values.</summary>
public static class DecodingRules
{
    public static DiagnosticRule InvalidType { get; } = Error("EVL101", "Invalid type specification");

    public static DiagnosticRule InvalidAttributeDefault { get; } = Error("EVL102", "Invalid default value for optional attribute");

    public static DiagnosticRule QuotedType { get; } = Error("EVL103", "Invalid quoted type constraints");

    public static DiagnosticRule LegacyTypeHint { get; } = Error("EVL104", "Invalid legacy variable type hint");

    public static DiagnosticRule InvalidIteratorName { get; } = Error("EVL111", "Invalid dynamic iterator name");

    public static DiagnosticRule InvalidForEach { get; } = Error("EVL112", "Invalid dynamic for_each value");

    public static DiagnosticRule ExtraneousDynamicLabel { get; } = Error("EVL113", "Extraneous dynamic block label");

    public static DiagnosticRule InsufficientDynamicLabels { get; } = Error("EVL114", "Insufficient dynamic block labels");

    public static DiagnosticRule MissingContent { get; } = Error("EVL115", "Missing dynamic content block");

    public static DiagnosticRule ExtraneousContent { get; } = Error("EVL116", "Extraneous dynamic content block");

    public static DiagnosticRule InvalidDynamicLabel { get; } = Error("EVL117", "Invalid dynamic block label");

    public static DiagnosticRule IncorrectAttributeType { get; } = Error("EVL121", "Incorrect attribute value type");

    public static DiagnosticRule MissingBlock { get; } = Error("EVL122", "Missing block");

    public static DiagnosticRule DuplicateBlock { get; } = Error("EVL123", "Duplicate block");

    public static DiagnosticRule InsufficientBlocks { get; } = Error("EVL124", "Insufficient blocks");

    public static DiagnosticRule TooManyBlocks { get; } = Error("EVL125", "Too many blocks");

    public static DiagnosticRule InconsistentBlocks { get; } = Error("EVL126", "Inconsistent argument types in blocks");

    private static DiagnosticRule Error(string code, string summary) => new(code, Severity.Error, summary);
}
