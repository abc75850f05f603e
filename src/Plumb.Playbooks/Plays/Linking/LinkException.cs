using Plumb.Core.Diagnostics;
using Plumb.Core.Text;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>A file or role that an import or include names cannot be taken in. The linker's caller makes it a diagnostic or a failed task.</summary>
public sealed class LinkException(DiagnosticRule rule, SourceSpan? place, string message) : Exception(message)
{
    public DiagnosticRule Rule => rule;

    public SourceSpan? Place => place;

    /// <summary>Faults of the file that were found on reading it.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
