using Plumb.Core.Numerics;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>Operators and terms.</summary>
internal sealed partial class Parser
{
    private const int LowestPrecedence = 1;

    /// <summary>How tightly each binary operator binds; null for other tokens.</summary>
    private static (int Precedence, BinaryOperator Operator)? BinaryOperatorOf(TokenKind kind) => kind switch
    {
        TokenKind.Or => (1, BinaryOperator.Or),
        TokenKind.And => (2, BinaryOperator.And),
        TokenKind.EqualEqual => (3, BinaryOperator.Equal),
        TokenKind.NotEqual => (3, BinaryOperator.NotEqual),
        TokenKind.Greater => (4, BinaryOperator.GreaterThan),
        TokenKind.GreaterOrEqual => (4, BinaryOperator.GreaterOrEqual),
        TokenKind.Less => (4, BinaryOperator.LessThan),
        TokenKind.LessOrEqual => (4, BinaryOperator.LessOrEqual),
        TokenKind.Plus => (5, BinaryOperator.Add),
        TokenKind.Minus => (5, BinaryOperator.Subtract),
        TokenKind.Star => (6, BinaryOperator.Multiply),
        TokenKind.Slash => (6, BinaryOperator.Divide),
        TokenKind.Percent => (6, BinaryOperator.Modulo),
        _ => null,
    };

    private Expression ParseExpression()
    {
        if (!TryEnter()) return new InvalidExpression(NextSpan);
        var outerHeight = _height;
        _height = 0;
        var expression = ParseConditional();
        _height = Math.Max(outerHeight, _height + 1);
        Leave();
        return expression;
    }

    private Expression ParseConditional()
    {
        var errors = _errors;
        var start = _cursor.Peek();
        var condition = ParseBinary(LowestPrecedence);
        if (IsLost(errors) || _cursor.PeekKind() != TokenKind.Question) return condition;

        _cursor.Read();
        var whenTrue = ParseExpression();
        if (IsLost(errors)) return condition;
        var colon = _cursor.Peek();
        if (colon.Kind != TokenKind.Colon)
        {
            Report(
                HclRules.MissingFalseResult,
                Span(colon),
                "A conditional has the form: condition ? result if true : result if false. Here a colon and the second result are missing.",
                Span(start, colon));
            return condition;
        }

        _cursor.Read();
        var whenFalse = ParseExpression();
        return IsLost(errors) ? condition : new ConditionalExpression(condition, whenTrue, whenFalse, Span(start).To(whenFalse.Span));
    }

    /// <summary>A chain of operators that bind at least as tightly as asked; those of one precedence group to the left.</summary>
    private Expression ParseBinary(int precedence)
    {
        var errors = _errors;
        var left = ParseOperand();
        while (!IsLost(errors) && BinaryOperatorOf(_cursor.PeekKind()) is { } found && found.Precedence >= precedence)
        {
            _cursor.Read();
            var right = ParseBinary(found.Precedence + 1);
            if (IsLost(errors)) return left;
            left = new BinaryExpression(found.Operator, left, right, left.Span.To(right.Span));
            if (!TryGrow()) return left;
        }
        return left;
    }

    /// <summary>Counts a level that grows above what has been parsed.</summary>
    private bool TryGrow()
    {
        if (++_height < MaxHeight) return true;
        ReportTooDeep();
        return false;
    }

    private Expression ParseOperand() => ParsePostfix(ParseTerm());

    private Expression ParseTerm()
    {
        var token = _cursor.Peek();
        switch (token.Kind)
        {
            case TokenKind.OpenQuote when TryParsePlainString() is { } text:
                return text;
            case TokenKind.OpenQuote or TokenKind.OpenHeredoc:
                return ParseTemplateTerm();
            case TokenKind.Identifier:
                return ParseName();
            case TokenKind.Number:
                return ParseNumber(_cursor.Read());
            case TokenKind.OpenParen:
                return ParseParentheses();
            case TokenKind.OpenBracket:
                return ParseBracketed();
            case TokenKind.OpenBrace:
                return ParseBraced();
            case TokenKind.Minus:
                return ParseUnary(UnaryOperator.Negate);
            case TokenKind.Bang:
                return ParseUnary(UnaryOperator.Not);
            case TokenKind.EndOfFile:
                ReportUnlessRecovering(HclRules.MissingExpression, Span(token), "An expression should begin here, but the file ends.");
                break;
            default:
                ReportUnlessRecovering(HclRules.InvalidExpression, Span(token), "An expression should begin here, but none begins like this.");
                break;
        }
        _recovering = true;
        return new InvalidExpression(Span(token));
    }

    private Expression ParseName()
    {
        var token = _cursor.Read();
        if (_cursor.PeekKind() is TokenKind.OpenParen or TokenKind.DoubleColon) return ParseCall(token);
        var span = Span(token);
        return TextOf(token) switch
        {
            "true" => new LiteralExpression(Value.True, span),
            "false" => new LiteralExpression(Value.False, span),
            "null" => new LiteralExpression(Value.DynamicNull, span),
            _ => new TraversalExpression(new Traversal(NameOf(token), span, [], span), span),
        };
    }

    private Expression ParseNumber(Token token) =>
        TryGetNumber(token) is { } value ? new LiteralExpression(value, Span(token)) : new InvalidExpression(Span(token));

    private NumberValue? TryGetNumber(Token token)
    {
        if (Number.TryParse(TextOf(token), out var number)) return Value.Number(number);
        Report(HclRules.InvalidNumber, Span(token), $"This is not a number: \"{TextOf(token)}\".");
        return null;
    }

    private Expression ParseUnary(UnaryOperator @operator)
    {
        var symbol = _cursor.Read();
        if (!TryEnter()) return new InvalidExpression(Span(symbol));
        var operand = ParseOperand();
        Leave();
        TryGrow();
        return new UnaryExpression(@operator, operand, Span(symbol), Span(symbol).To(operand.Span));
    }

    private Expression ParseParentheses()
    {
        var open = _cursor.Read();
        var outer = _cursor.SeesNewlines;
        _cursor.SeesNewlines = false;
        var result = ParseInParentheses(open);
        _cursor.SeesNewlines = outer;
        return result;
    }

    private Expression ParseInParentheses(Token open)
    {
        var errors = _errors;
        var inner = ParseExpression();
        if (_errors > errors)
        {
            SkipPast(TokenKind.CloseParen);
            return inner;
        }
        var close = _cursor.Peek();
        if (close.Kind != TokenKind.CloseParen)
        {
            Report(HclRules.UnbalancedParentheses, Span(close), "A closing parenthesis should end the expression here.", Span(open, close));
            _recovering = true;
        }
        _cursor.Read();
        return new ParenthesesExpression(inner, Span(open, close));
    }
}
