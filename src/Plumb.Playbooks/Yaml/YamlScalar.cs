using Plumb.Core.Text;

namespace Plumb.Playbooks.Yaml;

/// <summary>Text, after unfolding and escapes. Only plain text is ever taken for a number, a date or the like.</summary>
public sealed class YamlScalar(SourceSpan span, string? tag, string text, ScalarStyle style) : YamlNode(span, tag)
{
    public string Text { get; } = text;

    public ScalarStyle Style { get; } = style;

    public override string ToString() => Text;
}
