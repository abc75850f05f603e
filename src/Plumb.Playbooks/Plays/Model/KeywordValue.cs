using Plumb.Core.Text;

namespace Plumb.Playbooks.Plays.Model;

/// <summary>A keyword's value as written, templates unrendered, and where it stands.</summary>
public sealed record KeywordValue(object? Value, SourceSpan Span);
