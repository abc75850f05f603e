using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>Ends a parse at its first fault, as nothing after it can be read with certainty. Never leaves the folder: it becomes a diagnostic.</summary>
internal sealed class YamlSyntaxException(DiagnosticRule rule, int offset, string detail) : Exception(detail)
{
    public DiagnosticRule Rule { get; } = rule;

    public int Offset { get; } = offset;

    public string? Help { get; init; }

    /// <summary>Where the construct began that is at fault, such as a quote that is never closed.</summary>
    public int? Opened { get; init; }
}
