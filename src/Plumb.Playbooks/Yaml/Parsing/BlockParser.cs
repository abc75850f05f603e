namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>
/// Parses nodes whose structure is their indentation (YAML 1.2.2, chapter 8). Every method takes the column of the collection that
/// the node is in, -1 at the top: what is indented further belongs to the node, what is not ends it.
/// </summary>
internal sealed class BlockParser(YamlCursor cursor, PropertyParser properties, FlowParser flow, EventList events)
{
    private readonly BlockScalarReader _blockScalar = new(cursor);

    /// <summary>Parses the node that follows, on this line or below; an empty one where nothing does.</summary>
    public void ParseNode(int parent, NodePlace place)
    {
        var introduced = cursor.Position;
        var outer = default(NodeProperties);
        NodeProperties inner;
        int start;
        bool mayOpen;
        while (true)
        {
            cursor.SkipTrivia();
            if (!BelongsTo(parent, place))
            {
                events.AddEmpty(outer, introduced);
                return;
            }
            start = cursor.Position;
            mayOpen = MayOpenCollection(introduced, place);
            inner = properties.Parse(inFlow: false);
            if (inner.IsNone || !cursor.AtLineRest()) break;
            outer = outer.With(inner);
            introduced = cursor.Position;
        }
        ParseContent(parent, start, mayOpen, outer, inner);
    }

    private void ParseContent(int parent, int start, bool mayOpen, NodeProperties outer, NodeProperties inner)
    {
        var column = start - cursor.LineStart;
        if (cursor.AtIndicator('-'))
        {
            if (!mayOpen || !inner.IsNone) throw new YamlSyntaxException(YamlRules.SequenceNotAllowed, cursor.Position, "A list cannot begin on this line.") { Help = "Begin the list on a line of its own, or quote the text if it is meant to begin with a dash." };
            ParseSequence(column, start, outer);
        }
        else if (cursor.AtIndicator('?') && inner.IsNone)
        {
            RequireOpening(mayOpen, start);
            StartMapping(events.Count, outer, start);
            ParseMappingEntry(column);
            ParseMappingRest(column);
        }
        else if (cursor.Current is '|' or '>')
        {
            var style = cursor.Current == '|' ? ScalarStyle.Literal : ScalarStyle.Folded;
            var scalarProperties = outer.With(inner);
            var text = _blockScalar.Read(parent);
            events.AddScalar(scalarProperties.IsNone ? start : scalarProperties.Start, scalarProperties, text, style, cursor.Position);
        }
        else ParseKeyOrFlowNode(parent, start, mayOpen, outer, inner);
    }

    private void ParseKeyOrFlowNode(int parent, int start, bool mayOpen, NodeProperties outer, NodeProperties inner)
    {
        var at = events.Count;
        var line = cursor.LineStart;
        if (cursor.AtIndicator(':')) events.AddEmpty(inner, cursor.Position);
        else ParseFlowNode(inner, parent + 1);
        var end = cursor.Position;
        cursor.SkipBlanks();
        if (!cursor.AtIndicator(':'))
        {
            cursor.Position = end;
            events.AddProperties(at, outer);
            return;
        }
        if (cursor.LineStart != line) throw MappingNotAllowed("The colon belongs to text that began on an earlier line; a key stands on one line.");
        RequireOpening(mayOpen, start);
        var column = start - line;
        StartMapping(at, outer, start);
        ParseImplicitValue(column);
        ParseMappingRest(column);
    }

    private void ParseSequence(int column, int start, NodeProperties node)
    {
        using var depth = events.Enter(start);
        events.Add(new YamlEvent(YamlEventKind.SequenceStart, node.IsNone ? start : node.Start, start) { Properties = node });
        do
        {
            cursor.Position++;
            ParseNode(column, NodePlace.Compact);
        }
        while (AtNextEntry(column) && cursor.AtIndicator('-'));
        events.Add(new YamlEvent(YamlEventKind.SequenceEnd, cursor.Position, cursor.Position));
    }

    private void StartMapping(int at, NodeProperties node, int start) =>
        events.Insert(at, new YamlEvent(YamlEventKind.MappingStart, node.IsNone ? start : node.Start, start) { Properties = node });

    private void ParseMappingRest(int column)
    {
        while (AtNextEntry(column)) ParseMappingEntry(column);
        events.Add(new YamlEvent(YamlEventKind.MappingEnd, cursor.Position, cursor.Position));
    }

    private void ParseMappingEntry(int column)
    {
        if (cursor.AtIndicator('?'))
        {
            ParseExplicitEntry(column);
            return;
        }
        var line = cursor.LineStart;
        var node = properties.Parse(inFlow: false);
        if (cursor.AtIndicator(':')) events.AddEmpty(node, cursor.Position);
        else ParseFlowNode(node, column + 1);
        var end = cursor.Position;
        cursor.SkipBlanks();
        if (!cursor.AtIndicator(':'))
            throw new YamlSyntaxException(YamlRules.MissingColon, end, "In a mapping every line is a key with a colon and a space after it, and this one has none.") { Help = "Add \": \" after the key; indent the line further if it continues the value above." };
        if (cursor.LineStart != line) throw MappingNotAllowed("The colon belongs to text that began on an earlier line; a key stands on one line.");
        ParseImplicitValue(column);
    }

    private void ParseExplicitEntry(int column)
    {
        cursor.Position++;
        ParseNode(column, NodePlace.Compact | NodePlace.Indentless);
        if (AtNextEntry(column) && cursor.AtIndicator(':'))
        {
            cursor.Position++;
            ParseNode(column, NodePlace.Compact | NodePlace.Indentless);
        }
        else events.AddEmpty(default, cursor.Position);
    }

    private void ParseImplicitValue(int column)
    {
        using var depth = events.Enter(cursor.Position);
        cursor.Position++;
        ParseNode(column, NodePlace.Indentless);
    }

    private void ParseFlowNode(NodeProperties node, int indentation)
    {
        RefuseUnquotedTemplate();
        flow.ParseContent(node, indentation, inFlow: false);
    }

    /// <summary>"{{ name }}" without quotes begins a mapping in a mapping, which is never meant.</summary>
    private void RefuseUnquotedTemplate()
    {
        if (cursor.Current != '{' || cursor.Peek(1) != '{') return;
        var line = cursor.Text.AsSpan(cursor.Position);
        var length = line.IndexOfAny('\n', '\r');
        if (length >= 0) line = line[..length];
        var close = line.IndexOf("}}");
        if (close < 0) return;
        throw new YamlSyntaxException(YamlRules.UnquotedTemplate, cursor.Position, "Without quotes the braces begin a mapping, and no template.")
        {
            Help = $"Quote the whole value: \"{line.TrimEnd().ToString().Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        };
    }

    /// <summary>Goes to the next line with content; whether that is in this column, and so the next entry.</summary>
    private bool AtNextEntry(int column)
    {
        var end = cursor.Position;
        cursor.SkipTrivia();
        if (cursor.AtEnd || cursor.AtDocumentMarker) return false;
        if (!cursor.AtLineIndent) throw Trailing();
        RefuseTab();
        if (cursor.Column > column)
            throw new YamlSyntaxException(YamlRules.Indentation, cursor.Position, $"The line is indented by {cursor.Column} spaces, and the entries above by {column}.") { Help = "Indent the line as the entries that it belongs to.", Opened = end > 0 ? end - 1 : end };
        return cursor.Column == column;
    }

    /// <summary>Whether what stands here is part of the node: on the same line always, below it if indented further than the parent.</summary>
    private bool BelongsTo(int parent, NodePlace place)
    {
        if (cursor.AtEnd || cursor.AtDocumentMarker) return false;
        if (!cursor.AtLineIndent) return true;
        var indentation = cursor.Indentation;
        if (indentation > parent) return true;
        if (cursor.Column != indentation) RefuseTab();
        return indentation == parent && place.HasFlag(NodePlace.Indentless) && cursor.AtIndicator('-');
    }

    private bool MayOpenCollection(int introduced, NodePlace place)
    {
        if (cursor.AtLineIndent) return cursor.Column == cursor.Indentation;
        return place.HasFlag(NodePlace.Compact) && !cursor.HasTab(introduced);
    }

    private void RequireOpening(bool mayOpen, int start)
    {
        if (mayOpen) return;
        var colon = cursor.Position;
        cursor.Position = start;
        if (cursor.AtLineIndent || cursor.HasTab(cursor.LineStart)) RefuseTab();
        cursor.Position = colon;
        throw MappingNotAllowed("A mapping cannot begin in the middle of a line that has a key already.");
    }

    private void RefuseTab()
    {
        if (!cursor.HasTab(cursor.LineStart)) return;
        var tab = cursor.Text.IndexOf('\t', cursor.LineStart);
        throw new YamlSyntaxException(YamlRules.Tab, tab, "The line is indented with a tab, which YAML does not count as indentation.") { Help = "Replace the tab by spaces." };
    }

    private YamlSyntaxException Trailing()
    {
        if (cursor.Current == '#') return new YamlSyntaxException(YamlRules.TrailingContent, cursor.Position, "A comment begins after a space.");
        return new YamlSyntaxException(YamlRules.TrailingContent, cursor.Position, "The value before has ended here: text after a closing quote or bracket belongs to nothing.")
        {
            Help = "If the quotes are part of the text, put the whole value in quotes of the other kind.",
        };
    }

    private YamlSyntaxException MappingNotAllowed(string detail) => new(YamlRules.MappingNotAllowed, cursor.Position, detail)
    {
        Help = "If the colon is part of the text, put the whole value in quotes.",
    };
}
