using Plumb.Core.Text;

namespace Plumb.Playbooks.Yaml;

public sealed class YamlSequence(SourceSpan span, string? tag, IReadOnlyList<YamlNode> items) : YamlNode(span, tag)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;
}
