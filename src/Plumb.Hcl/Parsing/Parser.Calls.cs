using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>Function calls.</summary>
internal sealed partial class Parser
{
    private Expression ParseCall(Token first)
    {
        var last = first;
        var name = NameOf(first);
        var next = _cursor.Read();
        while (next.Kind == TokenKind.DoubleColon)
        {
            last = _cursor.Read();
            if (last.Kind != TokenKind.Identifier)
            {
                Report(HclRules.MissingFunctionName, Span(last), "After :: comes the name of a function of this namespace.", Span(first, last));
                SkipOverParentheses();
                return new InvalidExpression(Span(first, last));
            }
            name = _names.Get($"{name}::{TextOf(last)}");
            next = _cursor.Read();
        }
        if (next.Kind != TokenKind.OpenParen)
        {
            Report(HclRules.MissingOpenParen, Span(next), "A name with :: is that of a function, so its arguments follow in parentheses.", Span(first, next));
            SkipOverParentheses();
            return new InvalidExpression(Span(first, next));
        }

        var outer = _cursor.SeesNewlines;
        _cursor.SeesNewlines = false;
        var arguments = ParseArguments(first, next, out var expandFinal, out var close);
        _cursor.SeesNewlines = outer;
        return new FunctionCallExpression(name, Span(first, last), arguments, expandFinal, Span(next), Span(close), Span(first, close));
    }

    private Expression[] ParseArguments(Token name, Token open, out bool expandFinal, out Token close)
    {
        var mark = _elements.Mark;
        expandFinal = false;
        while (_cursor.PeekKind() != TokenKind.CloseParen)
        {
            var errors = _errors;
            _elements.Add(ParseExpression());
            if (IsLost(errors))
            {
                close = SkipPast(TokenKind.CloseParen);
                return _elements.Take(mark);
            }
            var separator = _cursor.Read();
            switch (separator.Kind)
            {
                case TokenKind.Comma:
                    continue;
                case TokenKind.CloseParen:
                    close = separator;
                    return _elements.Take(mark);
                case TokenKind.Ellipsis:
                    expandFinal = true;
                    close = CloseExpandedArguments(name, separator);
                    return _elements.Take(mark);
                case TokenKind.EndOfFile:
                    Report(HclRules.UnterminatedCall, Span(name, open), "The file ends before a closing parenthesis for this call. The parenthesis may be missing here, or one too few further up.");
                    break;
                default:
                    Report(HclRules.MissingArgumentSeparator, Span(separator), "A comma should separate this argument from the one before.", Span(name, separator));
                    break;
            }
            close = SkipPast(TokenKind.CloseParen);
            return _elements.Take(mark);
        }
        close = _cursor.Read();
        return _elements.Take(mark);
    }

    private Token CloseExpandedArguments(Token name, Token ellipsis)
    {
        if (_cursor.PeekKind() == TokenKind.CloseParen) return _cursor.Read();
        ReportUnlessRecovering(
            HclRules.MissingCloseParen,
            Span(ellipsis),
            "An argument with ... must be the last one, followed by the closing parenthesis.",
            Span(name, ellipsis));
        return SkipPast(TokenKind.CloseParen);
    }
}
