namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>The anchor and the tag before a node, and where they are written.</summary>
internal readonly record struct NodeProperties(string? Anchor, string? Tag, int Start)
{
    public bool IsNone => Anchor is null && Tag is null;

    /// <summary>One node's properties may stand on two lines, but it has one anchor and one tag at most.</summary>
    public NodeProperties With(NodeProperties other)
    {
        if (IsNone) return other;
        if (other.IsNone) return this;
        if (Anchor is not null && other.Anchor is not null) throw new YamlSyntaxException(YamlRules.Properties, other.Start, "A node has one anchor at most, and here is a second one.");
        if (Tag is not null && other.Tag is not null) throw new YamlSyntaxException(YamlRules.Properties, other.Start, "A node has one tag at most, and here is a second one.");
        return new NodeProperties(Anchor ?? other.Anchor, Tag ?? other.Tag, Start);
    }
}
