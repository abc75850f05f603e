using Plumb.Core.Text;

namespace Plumb.Playbooks.Configuration;

/// <summary>A value of an ini file; it grows while its further lines are read.</summary>
internal sealed class IniEntry(string value, SourceSpan span)
{
    public string Value { get; set; } = value;

    public SourceSpan Span { get; } = span;
}
