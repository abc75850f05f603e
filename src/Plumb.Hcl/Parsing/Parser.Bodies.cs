using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>Bodies, attributes and blocks.</summary>
internal sealed partial class Parser
{
    private const string BraceDetail = "The opening brace of a block stands on the same line as its type and labels.";
    private const string ItemDetail = "This is neither an argument nor a block.";
    private const string ItemHelp = "Set an argument as in: name = value";

    /// <summary>The attributes and blocks up to the end token, which is read too. A block's opening brace has been read.</summary>
    private NativeBody ParseBody(TokenKind end)
    {
        var start = PreviousSpan;
        if (!TryEnter()) return new NativeBody([], [], start, PreviousSpan);
        var items = new BodyItems(_attributes, _blocks);
        SourceSpan last;
        while (true)
        {
            var kind = _cursor.PeekKind();
            if (kind == end)
            {
                last = Span(_cursor.Read());
                break;
            }
            if (kind == TokenKind.Newline) _cursor.Read();
            else if (kind == TokenKind.Identifier) ParseItem(items);
            else
            {
                ReportNoItem(_cursor.Read(), start, end);
                last = PreviousSpan;
                SkipPast(end);
                break;
            }
        }
        Leave();
        return items.ToBody(start.To(last), last with { Start = last.End });
    }

    private void ReportNoItem(Token token, SourceSpan start, TokenKind end)
    {
        if (token.Kind == TokenKind.OpenQuote)
            ReportUnlessRecovering(HclRules.InvalidArgumentName, Span(token), "The name of an argument is written without quotes.");
        else if (token.Kind == TokenKind.EndOfFile && end == TokenKind.CloseBrace)
            ReportUnlessRecovering(HclRules.UnclosedBlock, start, UnclosedBlockDetail);
        else
            ReportUnlessRecovering(HclRules.ItemRequired, Span(token), ItemDetail);
    }

    private const string UnclosedBlockDetail =
        "The file ends before a closing brace for this block. The brace may be missing here, or one too few further up.";

    private void ParseItem(BodyItems items)
    {
        var name = _cursor.Read();
        switch (_cursor.PeekKind())
        {
            case TokenKind.Equal:
                AddAttribute(items, ParseAttribute(name, isOneLine: false));
                break;
            case TokenKind.OpenQuote or TokenKind.OpenBrace or TokenKind.Identifier:
                items.Add(ParseBlock(name));
                break;
            default:
                SkipItem();
                Report(HclRules.ItemRequired, Span(name), ItemDetail, help: ItemHelp);
                break;
        }
    }

    private void AddAttribute(BodyItems items, BodyAttribute attribute)
    {
        if (items.TryAdd(attribute, out var earlier)) return;
        Report(
            HclRules.AttributeRedefined,
            attribute.NameSpan,
            $"The argument \"{attribute.Name}\" is set at {earlier.NameSpan} already. It can be set only once.");
    }

    private BodyAttribute ParseAttribute(Token name, bool isOneLine)
    {
        _cursor.Read();
        var errors = _errors;
        var expression = ParseExpression();
        var span = Span(name, _cursor.Previous);
        if (IsLost(errors)) SkipItem();
        else if (!isOneLine) EndAttribute(name);
        return new BodyAttribute(NameOf(name), expression, span, Span(name));
    }

    private void EndAttribute(Token name)
    {
        var end = _cursor.Peek();
        if (end.Kind is TokenKind.Newline or TokenKind.EndOfFile)
        {
            _cursor.Read();
            return;
        }
        if (end.Kind == TokenKind.Comma)
            ReportUnlessRecovering(HclRules.UnexpectedComma, Span(end), "Arguments are separated by newlines, not by commas.", Span(name, end));
        else
            ReportUnlessRecovering(HclRules.MissingNewlineAfterArgument, Span(end), "An argument ends with a newline, but more follows on this line.", Span(name, end));
        SkipItem();
    }

    private NativeBlock ParseBlock(Token type)
    {
        var labels = ParseLabels();
        if (_cursor.PeekKind() == TokenKind.Newline && _cursor.PeekSecond().Kind == TokenKind.OpenBrace) PassBrokenLine(type);
        if (_cursor.PeekKind() != TokenKind.OpenBrace) return ParseBrokenBlock(type, labels);

        var open = _cursor.Read();
        var body = _cursor.PeekKind() is TokenKind.Newline or TokenKind.EndOfFile or TokenKind.CloseBrace
            ? ParseBody(TokenKind.CloseBrace)
            : ParseOneLineBody(type, open);
        var close = _cursor.Previous;
        var next = _cursor.Peek();
        if (next.Kind is TokenKind.Newline or TokenKind.EndOfFile) _cursor.Read();
        else
        {
            ReportUnlessRecovering(HclRules.MissingNewlineAfterBlock, Span(next), "A block ends with a newline, but more follows on this line.", Span(type, next));
            SkipItem();
        }
        body ??= new NativeBody([], [], Span(open, close), Span(close));
        return new NativeBlock(NameOf(type), Span(type), labels, body, Span(open), Span(close));
    }

    /// <summary>The brace on the line after the header leaves no doubt what is meant: the block is read, so that its own faults are told too.</summary>
    private void PassBrokenLine(Token type)
    {
        Report(HclRules.BraceOnNextLine, Span(_cursor.Peek()), BraceDetail, Span(type, _cursor.Peek()));
        _cursor.Read();
    }

    private BlockLabel[] ParseLabels()
    {
        var mark = _labels.Mark;
        while (true)
        {
            if (_cursor.PeekKind() == TokenKind.OpenQuote)
            {
                var text = ParseQuotedText(out var span);
                _labels.Add(new BlockLabel(text, span));
            }
            else if (_cursor.PeekKind() == TokenKind.Identifier)
            {
                var name = _cursor.Read();
                _labels.Add(new BlockLabel(NameOf(name), Span(name)));
            }
            else return _labels.Take(mark);
        }
    }

    private NativeBlock ParseBrokenBlock(Token type, BlockLabel[] labels)
    {
        var next = _cursor.Peek();
        var (detail, silent) = next.Kind switch
        {
            TokenKind.Equal => ("An equals sign belongs to an argument; a block has none between its header and its brace.", false),
            TokenKind.Newline => (BraceDetail, false),
            _ => ("A block's type is followed by labels in quotes and an opening brace.", _recovering),
        };
        if (!silent) Report(HclRules.InvalidBlock, Span(next), detail, Span(type, next));
        SkipItem();
        var span = Span(type);
        return new NativeBlock(NameOf(type), span, labels, new NativeBody([], [], span, span), span, span);
    }

    /// <summary>The body of <c>block { a = 1 }</c>: a single argument, with the closing brace on the same line.</summary>
    private NativeBody? ParseOneLineBody(Token type, Token open)
    {
        var body = ParseSingleAttribute();
        var next = _cursor.Peek();
        if (next.Kind == TokenKind.CloseBrace)
        {
            _cursor.Read();
            return body;
        }
        switch (next.Kind)
        {
            case TokenKind.Comma:
                Report(HclRules.InvalidOneLineBlock, Span(next), "A block on one line holds one argument only. Put several on a line each, with the braces on lines of their own.");
                break;
            case TokenKind.Newline:
                Report(HclRules.InvalidOneLineBlock, Span(next), "A block whose argument stands on the line of the opening brace must be closed on that line.");
                break;
            case TokenKind.EndOfFile:
                ReportUnlessRecovering(HclRules.UnclosedBlock, Span(open), UnclosedBlockDetail, Span(type, open));
                break;
            default:
                ReportUnlessRecovering(HclRules.InvalidOneLineBlock, Span(next), "A block on one line ends with a closing brace right after its argument.");
                break;
        }
        SkipPast(TokenKind.CloseBrace);
        return body;
    }

    private NativeBody? ParseSingleAttribute()
    {
        var name = _cursor.Read();
        if (name.Kind == TokenKind.Identifier && _cursor.PeekKind() == TokenKind.Equal)
        {
            var attribute = ParseAttribute(name, isOneLine: true);
            return new NativeBody([attribute], [], attribute.Span, attribute.Span with { Start = attribute.Span.End });
        }
        var next = _cursor.Peek();
        SkipItem();
        if (name.Kind == TokenKind.Identifier && next.Kind is TokenKind.OpenQuote or TokenKind.OpenBrace or TokenKind.Identifier)
            Report(HclRules.ArgumentRequired, Span(name, next), "A block on one line holds a single argument and no other block. Put a nested block on lines of its own.", help: ItemHelp);
        else
            Report(HclRules.ItemRequired, Span(name), ItemDetail, help: ItemHelp);
        return null;
    }
}
