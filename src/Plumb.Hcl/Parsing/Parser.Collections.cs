using Plumb.Core.Diagnostics;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>Tuple and object constructors.</summary>
internal sealed partial class Parser
{
    private const string ForKeyword = "for";

    private Expression ParseBracketed()
    {
        var open = _cursor.Read();
        var outer = _cursor.SeesNewlines;
        _cursor.SeesNewlines = false;
        var result = IsKeyword(_cursor.Peek(), ForKeyword) ? ParseFor(open) : ParseTuple(open);
        _cursor.SeesNewlines = outer;
        return result;
    }

    private Expression ParseBraced()
    {
        var open = _cursor.Read();
        var outer = _cursor.SeesNewlines;
        // A for may follow after newlines, though in the items newlines separate.
        _cursor.SeesNewlines = false;
        var isFor = IsKeyword(_cursor.Peek(), ForKeyword);
        _cursor.SeesNewlines = !isFor;
        var result = isFor ? ParseFor(open) : ParseObject(open);
        _cursor.SeesNewlines = outer;
        return result;
    }

    private TupleExpression ParseTuple(Token open)
    {
        var mark = _elements.Mark;
        while (_cursor.PeekKind() != TokenKind.CloseBracket)
        {
            var errors = _errors;
            _elements.Add(ParseExpression());
            if (IsLost(errors)) return Finish(SkipPast(TokenKind.CloseBracket));

            var next = _cursor.Peek();
            if (next.Kind == TokenKind.CloseBracket) break;
            if (next.Kind != TokenKind.Comma)
            {
                if (next.Kind == TokenKind.EndOfFile)
                    ReportUnlessRecovering(HclRules.UnterminatedTuple, Span(open), "The file ends before a closing bracket for this one. The bracket may be missing here, or one too few further up.");
                else
                    ReportUnlessRecovering(HclRules.MissingItemSeparator, Span(next), "A comma should separate this element from the one before.", Span(open, next));
                return Finish(SkipPast(TokenKind.CloseBracket));
            }
            _cursor.Read();
        }
        return Finish(_cursor.Read());

        TupleExpression Finish(Token close) => new(_elements.Take(mark), Span(open), Span(open, close));
    }

    private ObjectExpression ParseObject(Token open)
    {
        var mark = _items.Mark;
        while (true)
        {
            while (_cursor.PeekKind() == TokenKind.Newline) _cursor.Read();
            if (_cursor.PeekKind() == TokenKind.CloseBrace) return Finish(_cursor.Read());
            if (!TryParseObjectItem(open)) return Finish(SkipPast(TokenKind.CloseBrace));

            var next = _cursor.Peek();
            if (next.Kind == TokenKind.CloseBrace) continue;
            if (next.Kind is not (TokenKind.Comma or TokenKind.Newline))
            {
                ReportUnfinishedObject(open, next, HclRules.MissingAttributeSeparator, "A newline or a comma should separate this item from the one before.");
                return Finish(SkipPast(TokenKind.CloseBrace));
            }
            _cursor.Read();
        }

        ObjectExpression Finish(Token close) => new(_items.Take(mark), Span(open), Span(open, close));
    }

    private bool TryParseObjectItem(Token open)
    {
        var errors = _errors;
        // In parentheses a bare name is a reference, not the key itself.
        var isParenthesised = _cursor.PeekKind() == TokenKind.OpenParen;
        var name = ParseExpression();
        if (IsLost(errors)) return false;
        var key = new ObjectKeyExpression(name, isParenthesised, name.Span);

        var separator = _cursor.Peek();
        if (separator.Kind is not (TokenKind.Equal or TokenKind.Colon))
        {
            ReportNoKeyValueSeparator(open, separator);
            return false;
        }
        _cursor.Read();
        errors = _errors;
        var value = ParseExpression();
        var isLost = IsLost(errors);
        if (!isLost || value is InvalidExpression) _items.Add(new ObjectItem(key, value));
        return !isLost;
    }

    private void ReportNoKeyValueSeparator(Token open, Token next)
    {
        switch (next.Kind)
        {
            case TokenKind.Newline or TokenKind.Comma:
                ReportUnlessRecovering(HclRules.MissingAttributeValue, Span(next), "After a key comes an equals sign and the value.", Span(open, next));
                break;
            case TokenKind.Identifier:
                ReportUnlessRecovering(
                    HclRules.MissingKeyValueSeparator,
                    Span(next),
                    "An equals sign should separate the key from its value.",
                    Span(open, next),
                    "If the key itself contains dots or spaces, write it in quotes.");
                break;
            default:
                ReportUnfinishedObject(open, next, HclRules.MissingKeyValueSeparator, "An equals sign should separate the key from its value.");
                break;
        }
    }

    private void ReportUnfinishedObject(Token open, Token next, DiagnosticRule rule, string detail)
    {
        if (next.Kind == TokenKind.EndOfFile)
            ReportUnlessRecovering(HclRules.UnterminatedObject, Span(open), "The file ends before a closing brace for this one. The brace may be missing here, or one too few further up.");
        else
            ReportUnlessRecovering(rule, Span(next), detail, Span(open, next));
    }
}
