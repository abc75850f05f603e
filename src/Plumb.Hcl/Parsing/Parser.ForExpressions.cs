using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>For expressions, in brackets for a tuple and in braces for an object.</summary>
internal sealed partial class Parser
{
    private Expression ParseFor(Token open)
    {
        _cursor.Read();
        var close = Token.Opposite(open.Kind);
        var fault = ParseForVariables(out var key, out var value);
        if (fault is not null) return AbandonFor(open, fault);

        var errors = _errors;
        var collection = ParseExpression();
        if (IsLost(errors)) return AbandonFor(open);
        if (_cursor.PeekKind() != TokenKind.Colon) return AbandonFor(open, "After the collection comes a colon and the result.");
        _cursor.Read();

        Expression? keyResult = null;
        var valueResult = ParseExpression();
        if (_cursor.PeekKind() == TokenKind.FatArrow)
        {
            _cursor.Read();
            keyResult = valueResult;
            valueResult = ParseExpression();
        }
        if (IsLost(errors)) return AbandonFor(open);

        Token? ellipsis = _cursor.PeekKind() == TokenKind.Ellipsis ? _cursor.Read() : null;
        Expression? condition = null;
        if (IsKeyword(_cursor.Peek(), "if"))
        {
            _cursor.Read();
            condition = ParseExpression();
            if (IsLost(errors)) return AbandonFor(open);
        }

        var span = Span(open, CloseFor(open, close));
        CheckForResult(open, keyResult, valueResult, ellipsis, span);
        return new ForExpression(key, value, collection, keyResult, valueResult, condition, ellipsis is not null, Span(open), span);
    }

    /// <summary>The names and the keyword after them; what is wrong with them, or null.</summary>
    private string? ParseForVariables(out string? key, out string value)
    {
        key = null;
        value = "";
        if (_cursor.PeekKind() != TokenKind.Identifier) return "After \"for\" comes the name of a variable.";
        value = NameOf(_cursor.Read());
        if (_cursor.PeekKind() == TokenKind.Comma)
        {
            _cursor.Read();
            key = value;
            if (_cursor.PeekKind() != TokenKind.Identifier) return "After the comma comes the name of the variable for the value.";
            value = NameOf(_cursor.Read());
        }
        if (!IsKeyword(_cursor.Peek(), "in")) return "After the names of the variables comes \"in\" and the collection.";
        _cursor.Read();
        return null;
    }

    private InvalidExpression AbandonFor(Token open, string? fault = null)
    {
        var next = _cursor.Peek();
        if (fault is not null) ReportUnlessRecovering(HclRules.InvalidFor, Span(next), fault, Span(open, next));
        return new InvalidExpression(Span(open, SkipPast(Token.Opposite(open.Kind))));
    }

    private Token CloseFor(Token open, TokenKind close)
    {
        var next = _cursor.Peek();
        if (next.Kind == close) return _cursor.Read();
        ReportUnlessRecovering(HclRules.InvalidFor, Span(next), "The expression is complete before this place, yet more text follows.", Span(open, next));
        return SkipPast(close);
    }

    private void CheckForResult(Token open, Expression? key, Expression value, Token? ellipsis, SourceSpan span)
    {
        if (open.Kind == TokenKind.OpenBrace)
        {
            if (key is null) Report(HclRules.InvalidFor, value.Span, "In braces an object is made, which takes a key for each value: { for ... : key => value }", span);
            return;
        }
        if (key is not null) Report(HclRules.InvalidFor, key.Span, "In square brackets a tuple is made, whose elements have no keys.", span, "For an object use braces.");
        if (ellipsis is { } dots) Report(HclRules.InvalidFor, Span(dots), "In square brackets a tuple is made, in which nothing can be grouped by key.", span, "For an object use braces.");
    }
}
