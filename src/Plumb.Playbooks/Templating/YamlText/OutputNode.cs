namespace Plumb.Playbooks.Templating.YamlText;

/// <summary>What is written: a tree in which a node may stand at several places, and is then written once and referred to.</summary>
internal abstract class OutputNode
{
    /// <summary>The name under which later places refer to this node, set when it is met a second time.</summary>
    public string? Anchor { get; set; }
}

/// <param name="text">The text, without quotes.</param>
/// <param name="type">The short name of its type: str, int, null, binary ...</param>
/// <param name="style">The style asked for.</param>
internal sealed class OutputScalar(string text, string type, YamlScalarStyle style) : OutputNode
{
    public string Text => text;

    public string Type => type;

    public YamlScalarStyle Style => style;

    /// <summary>Whether a reader takes the bare text for this type.</summary>
    public bool IsPlainImplicit { get; } = YamlPlainText.TypeOf(text) == type;

    public bool IsQuotedImplicit => type == "str";

    public bool NeedsTag => !IsPlainImplicit && !IsQuotedImplicit;
}

internal sealed class OutputSequence(bool flow) : OutputNode
{
    public List<OutputNode> Items { get; } = [];

    public bool IsFlow { get; set; } = flow;
}

internal sealed class OutputMapping(bool flow, string type = "map") : OutputNode
{
    public List<(OutputNode Key, OutputNode Value)> Entries { get; } = [];

    public bool IsFlow { get; set; } = flow;

    public string Type => type;
}

internal enum YamlScalarStyle
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}
