using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Configuration.Files;

/// <summary>What can go wrong in reading files, before their content matters.</summary>
public static class FileRules
{
    public static readonly DiagnosticRule UnreadableDirectory = new("CFG001", Severity.Error, "Failed to read module directory");
    public static readonly DiagnosticRule UnreadableFile = new("CFG002", Severity.Error, "Failed to read file");
    public static readonly DiagnosticRule InvalidEncoding = new("CFG003", Severity.Error, "Invalid character encoding");
}
