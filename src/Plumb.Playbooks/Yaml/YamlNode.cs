using Plumb.Core.Text;

namespace Plumb.Playbooks.Yaml;

/// <summary>
/// A node of a YAML document. The tag is as written, its handle resolved ("!vault", "tag:yaml.org,2002:int", "!"), null where none
/// is. An alias is the node it names: the same node may be met in several places, never within itself.
/// </summary>
public abstract class YamlNode(SourceSpan span, string? tag)
{
    public SourceSpan Span { get; } = span;

    public string? Tag { get; } = tag;
}
