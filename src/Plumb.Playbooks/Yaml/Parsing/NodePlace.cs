namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>What the indicator before a node allows the node to be.</summary>
[Flags]
internal enum NodePlace
{
    /// <summary>A collection begins on a line of its own, indented further than its parent.</summary>
    Below = 0,

    /// <summary>A collection may begin on the same line, as in "- key: value".</summary>
    Compact = 1,

    /// <summary>A sequence need not be indented further than the key it is the value of.</summary>
    Indentless = 2,
}
