using Plumb.Core.Text;

namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>
/// Turns YAML text into events: documents, collections, scalars. Follows the productions of YAML 1.2.2, with the freedoms that
/// readers of YAML 1.1 give and people use. Throws <see cref="YamlSyntaxException"/> at the first fault.
/// </summary>
internal sealed class YamlParser
{
    /// <summary>In UTF-16 units. Inventories of large sites stay far below.</summary>
    public const int MaximumLength = 64 << 20;

    private readonly YamlCursor _cursor;
    private readonly PropertyParser _properties;
    private readonly BlockParser _block;
    private readonly EventList _events = new();

    private YamlParser(string text)
    {
        _cursor = new YamlCursor(text);
        _properties = new PropertyParser(_cursor);
        _block = new BlockParser(_cursor, _properties, new FlowParser(_cursor, _properties, _events), _events);
    }

    public static IReadOnlyList<YamlEvent> Parse(SourceFile file)
    {
        if (file.Text.Length > MaximumLength) throw new YamlSyntaxException(YamlRules.TooLarge, 0, $"The file has more than {MaximumLength} characters.");
        if (YamlCharacters.FindUnprintable(file.Text) is >= 0 and var at)
            throw new YamlSyntaxException(YamlRules.Character, at, $"The character U+{(int)file.Text[at]:X4} cannot stand in YAML; is this a text file?") { Help = "In double quotes such a character is written as an escape." };
        var parser = new YamlParser(file.Text);
        parser.ParseStream();
        return parser._events.Events;
    }

    private void ParseStream()
    {
        while (SkipToDocument()) ParseDocument();
    }

    /// <summary>Skips what may stand between documents; false at the end of the text.</summary>
    private bool SkipToDocument()
    {
        while (true)
        {
            if (_cursor.Current == '\uFEFF') _cursor.Return(_cursor.Position + 1, _cursor.Position + 1);
            _cursor.SkipTrivia();
            if (_cursor.Current == '\uFEFF' && _cursor.Column == 0) continue;
            if (!_cursor.AtMarker("...")) return !_cursor.AtEnd;
            SkipMarker();
        }
    }

    private void ParseDocument()
    {
        _properties.ForgetHandles();
        var start = _cursor.Position;
        var directives = new DirectiveParser(_cursor, _properties).Parse();
        var marked = _cursor.AtMarker("---");
        if (directives && !marked)
            throw new YamlSyntaxException(YamlRules.Directive, _cursor.Position, "Lines that begin with \"%\" are directives, and after them comes \"---\".") { Help = "Put text that begins with \"%\" in quotes." };
        _events.Add(new YamlEvent(YamlEventKind.DocumentStart, start, _cursor.Position) { IsMarked = marked });
        if (marked) _cursor.Position += 3;
        _block.ParseNode(-1, NodePlace.Below);
        EndDocument();
    }

    private void EndDocument()
    {
        _cursor.SkipTrivia();
        var marked = _cursor.AtMarker("...");
        if (!marked && !_cursor.AtEnd && !_cursor.AtMarker("---"))
            throw new YamlSyntaxException(YamlRules.TrailingContent, _cursor.Position, "The document's value has ended, and this belongs to nothing.") { Help = "Is a line above indented wrongly, or a key or a dash missing?" };
        _events.Add(new YamlEvent(YamlEventKind.DocumentEnd, _cursor.Position, _cursor.Position) { IsMarked = marked });
        if (marked) SkipMarker();
    }

    private void SkipMarker()
    {
        _cursor.Position += 3;
        if (!_cursor.AtLineRest()) throw new YamlSyntaxException(YamlRules.TrailingContent, _cursor.Position, "Nothing but a comment may follow \"...\".");
    }
}
