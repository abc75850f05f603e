namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>
/// Parses what can stand on one line: scalars, aliases, and collections in brackets (YAML 1.2.2, chapter 7). Within brackets
/// indentation means nothing: stricter readers refuse a bracket that closes in the column of its key, but people write it so.
/// </summary>
internal sealed class FlowParser(YamlCursor cursor, PropertyParser properties, EventList events)
{
    private readonly PlainScalarReader _plain = new(cursor);
    private readonly QuotedScalarReader _quoted = new(cursor);

    /// <summary>Parses one node whose properties have been read. Tells whether it shows its own end, as quotes and brackets do: a colon after such a key needs no space.</summary>
    public bool ParseContent(NodeProperties node, int indentation, bool inFlow)
    {
        var start = node.IsNone ? cursor.Position : node.Start;
        switch (cursor.Current)
        {
            case '*':
                ParseAlias(node);
                return false;
            case '[':
                ParseSequence(node, start);
                return true;
            case '{':
                ParseMapping(node, start);
                return true;
            case '"' or '\'':
                var style = cursor.Current == '"' ? ScalarStyle.DoubleQuoted : ScalarStyle.SingleQuoted;
                events.AddScalar(start, node, _quoted.Read(), style, cursor.Position);
                return true;
        }
        if (_plain.CanStart(inFlow)) events.AddScalar(start, node, _plain.Read(indentation, inFlow), ScalarStyle.Plain, cursor.Position);
        else if (!node.IsNone && AtValueIndicator(isDelimited: false, inFlow)) events.AddEmpty(node, cursor.Position);
        else throw CannotStart();
        return false;
    }

    private void ParseAlias(NodeProperties node)
    {
        if (!node.IsNone) throw new YamlSyntaxException(YamlRules.Properties, cursor.Position, "An alias stands for a value that has its anchor and tag already.");
        var start = cursor.Position;
        var name = properties.ParseName();
        events.Add(new YamlEvent(YamlEventKind.Alias, start, cursor.Position) { Text = name });
    }

    private void ParseSequence(NodeProperties node, int start)
    {
        var opened = cursor.Position;
        using var depth = events.Enter(opened);
        events.Add(new YamlEvent(YamlEventKind.SequenceStart, start, opened + 1) { Properties = node, IsMarked = true });
        cursor.Position++;
        while (SkipTo(']', opened))
        {
            ParseSequenceEntry();
            SkipSeparator(']', opened);
        }
        events.Add(new YamlEvent(YamlEventKind.SequenceEnd, cursor.Position, ++cursor.Position));
    }

    /// <summary>An element; one with a colon after it is a mapping of one pair.</summary>
    private void ParseSequenceEntry()
    {
        var start = cursor.Position;
        var line = cursor.LineStart;
        var at = events.Count;
        if (cursor.AtIndicator('?'))
        {
            events.Add(PairStart(start));
            ParsePair();
            events.Add(new YamlEvent(YamlEventKind.MappingEnd, cursor.Position, cursor.Position));
            return;
        }
        var delimited = false;
        if (AtValueIndicator(isDelimited: false, inFlow: true)) events.AddEmpty(default, start);
        else delimited = ParseNode();
        if (!AtPairColon(delimited)) return;
        if (cursor.LineStart != line) throw MappingNotAllowed("The key of a pair in a list stands on one line with its colon.");
        events.Insert(at, PairStart(start));
        ParseValue();
        events.Add(new YamlEvent(YamlEventKind.MappingEnd, cursor.Position, cursor.Position));
    }

    private static YamlEvent PairStart(int start) => new(YamlEventKind.MappingStart, start, start) { IsMarked = true };

    private void ParseMapping(NodeProperties node, int start)
    {
        var opened = cursor.Position;
        using var depth = events.Enter(opened);
        events.Add(new YamlEvent(YamlEventKind.MappingStart, start, opened + 1) { Properties = node, IsMarked = true });
        cursor.Position++;
        while (SkipTo('}', opened))
        {
            ParsePair();
            SkipSeparator('}', opened);
        }
        events.Add(new YamlEvent(YamlEventKind.MappingEnd, cursor.Position, ++cursor.Position));
    }

    private void ParsePair()
    {
        if (cursor.AtIndicator('?'))
        {
            cursor.Position++;
            cursor.SkipTrivia();
            if (cursor.Current is ',' or '}' or ']')
            {
                events.AddEmpty(default, cursor.Position);
                events.AddEmpty(default, cursor.Position);
                return;
            }
        }
        var delimited = false;
        if (AtValueIndicator(isDelimited: false, inFlow: true)) events.AddEmpty(default, cursor.Position);
        else delimited = ParseNode();
        if (AtPairColon(delimited)) ParseValue();
        else events.AddEmpty(default, cursor.Position);
    }

    /// <summary>Looks past blanks and line ends for a colon; stays where it was if there is none.</summary>
    private bool AtPairColon(bool delimited)
    {
        var (position, line) = (cursor.Position, cursor.LineStart);
        cursor.SkipTrivia();
        if (AtValueIndicator(delimited, inFlow: true)) return true;
        cursor.Return(position, line);
        return false;
    }

    private void ParseValue()
    {
        cursor.Position++;
        var end = cursor.Position;
        cursor.SkipTrivia();
        if (cursor.Current is ',' or '}' or ']') events.AddEmpty(default, end);
        else ParseNode();
    }

    private bool ParseNode()
    {
        CheckMarker();
        var node = properties.Parse(inFlow: true);
        while (!node.IsNone && cursor.AtLineRest() && !cursor.AtEnd)
        {
            cursor.SkipTrivia();
            node = node.With(properties.Parse(inFlow: true));
        }
        if (!node.IsNone && cursor.Current is ',' or ']' or '}' && !node.IsNone)
        {
            events.AddEmpty(node, cursor.Position);
            return false;
        }
        return ParseContent(node, 0, inFlow: true);
    }

    private bool AtValueIndicator(bool isDelimited, bool inFlow) =>
        cursor.Current == ':' && (isDelimited || cursor.IsSpaceAt(1) || (inFlow && YamlCharacters.IsFlowIndicator(cursor.Peek(1))));

    /// <summary>Goes to the next element; false where the collection closes instead.</summary>
    private bool SkipTo(char close, int opened)
    {
        cursor.SkipTrivia();
        CheckEnd(close, opened);
        if (cursor.Current == ',') throw new YamlSyntaxException(YamlRules.MissingContent, cursor.Position, "There is no value before this comma.");
        return cursor.Current != close;
    }

    private void SkipSeparator(char close, int opened)
    {
        cursor.SkipTrivia();
        CheckEnd(close, opened);
        if (cursor.Current == close) return;
        if (cursor.Current == ',')
        {
            cursor.Position++;
            if (cursor.Current == '#') throw new YamlSyntaxException(YamlRules.CannotStart, cursor.Position, "A comment begins after a space.");
            return;
        }
        throw new YamlSyntaxException(YamlRules.UnclosedCollection, cursor.Position, $"Here a \",\" or the closing \"{close}\" was expected.") { Opened = opened };
    }

    private void CheckEnd(char close, int opened)
    {
        if (cursor.AtEnd) throw new YamlSyntaxException(YamlRules.UnclosedCollection, cursor.Position, $"The text ends before the closing \"{close}\".") { Opened = opened };
        CheckMarker();
    }

    private void CheckMarker()
    {
        if (cursor.AtDocumentMarker) throw new YamlSyntaxException(YamlRules.UnclosedCollection, cursor.Position, "The document ends before the brackets are closed.");
    }

    private YamlSyntaxException MappingNotAllowed(string detail) => new(YamlRules.MappingNotAllowed, cursor.Position, detail);

    private YamlSyntaxException CannotStart() => cursor.Current switch
    {
        _ when cursor.AtEnd => new(YamlRules.MissingContent, cursor.Position, "The text ends where a value was expected."),
        '\t' => new(YamlRules.Tab, cursor.Position, "A tab cannot begin a value.") { Help = "Use spaces to indent." },
        '-' => new(YamlRules.SequenceNotAllowed, cursor.Position, "A list cannot begin here."),
        ':' => new(YamlRules.MappingNotAllowed, cursor.Position, "There is no key before this colon."),
        '%' or '@' or '`' => new(YamlRules.CannotStart, cursor.Position, $"The character {cursor.Current} cannot begin text without quotes.") { Help = "Put the value in quotes." },
        var c => new(YamlRules.MissingContent, cursor.Position, $"A value was expected here, not \"{c}\"."),
    };
}
