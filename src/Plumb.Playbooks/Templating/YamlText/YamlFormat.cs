namespace Plumb.Playbooks.Templating.YamlText;

/// <summary>How YAML is laid out, with the peer's defaults.</summary>
internal sealed record YamlFormat
{
    /// <summary>Columns a level is indented by, 2 to 9; anything else means 2.</summary>
    public int Indent { get; init; } = 2;

    /// <summary>The column after which lines are broken at a blank; below zero, never.</summary>
    public int Width { get; init; } = 80;

    public bool AllowUnicode { get; init; } = true;

    public bool SortKeys { get; init; } = true;

    /// <summary>Collections in braces; where null, those are that hold plain scalars only.</summary>
    public bool? FlowStyle { get; init; }

    public YamlScalarStyle ScalarStyle { get; init; }

    /// <summary>How a text is written, where not as it is and in the style of scalars.</summary>
    public Func<string, OutputScalar>? Texts { get; init; }

    public bool ExplicitStart { get; init; }

    public bool ExplicitEnd { get; init; }

    public string LineBreak { get; init; } = "\n";
}
