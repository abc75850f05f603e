namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>
/// One step of a parse. Offsets are into the text; <see cref="Text"/> is a scalar's content or an alias's name;
/// <see cref="IsMarked"/> says of documents whether a marker was written, of collections whether they are in flow style.
/// </summary>
internal readonly record struct YamlEvent(YamlEventKind Kind, int Start, int End)
{
    public NodeProperties Properties { get; init; }

    public string Text { get; init; } = "";

    public ScalarStyle Style { get; init; }

    public bool IsMarked { get; init; }
}
