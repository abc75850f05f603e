using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>What may follow a term: attributes, indexes and splats.</summary>
internal sealed partial class Parser
{
    private const string AttributeNameDetail = "After a dot comes the name of an attribute.";

    private Expression ParsePostfix(Expression first)
    {
        if (_cursor.PeekKind() is not (TokenKind.Dot or TokenKind.OpenBracket)) return first;
        var chain = new PostfixChain(first, _steps);
        while (true)
        {
            switch (_cursor.PeekKind())
            {
                case TokenKind.Dot: ParseDot(ref chain); break;
                case TokenKind.OpenBracket: ParseIndex(ref chain); break;
                default: return chain.ToExpression();
            }
        }
    }

    private void ParseDot(ref PostfixChain chain)
    {
        var dot = _cursor.Read();
        var next = _cursor.Peek();
        switch (next.Kind)
        {
            case TokenKind.Identifier or TokenKind.Number:
                chain.Add(ParseDotStep(dot, "[{0}][{1}]"));
                break;
            case TokenKind.Star:
                ParseAttributeSplat(ref chain, dot);
                break;
            default:
                Report(HclRules.InvalidAttributeName, Span(next), AttributeNameDetail);
                _recovering = true;
                chain.Replace(new InvalidExpression(chain.First.Span.To(Span(dot))));
                break;
        }
    }

    /// <summary>
    /// An attribute, or in the way of old versions an index: <c>a.0</c>. Two such indexes in a row scan as a fraction,
    /// whose digits cannot be told apart (0.10), so they are refused.
    /// </summary>
    private TraversalStep ParseDotStep(Token dot, string properForm)
    {
        var token = _cursor.Read();
        var span = Span(dot, token);
        if (token.Kind == TokenKind.Identifier) return new AttributeTraversal(NameOf(token), span);
        var text = TextOf(token);
        var point = text.IndexOf('.');
        if (point < 0) return new IndexTraversal(TryGetNumber(token) ?? (Value)Value.DynamicUnknown, span);

        var proper = string.Format(System.Globalization.CultureInfo.InvariantCulture, properForm, text[..point].ToString(), text[(point + 1)..].ToString());
        Report(HclRules.LegacyIndex, Span(token), "Two indexes in a row cannot be written with dots, for they read as a fraction.", help: $"Write the indexes in brackets: {proper}");
        return new IndexTraversal(Value.DynamicUnknown, span);
    }

    /// <summary><c>a.*.b</c>: only attributes after the star belong to the splat.</summary>
    private void ParseAttributeSplat(ref PostfixChain chain, Token dot)
    {
        var star = _cursor.Read();
        var first = _cursor.Peek();
        var last = star;
        var source = chain.ToExpression();
        var mark = _steps.Mark;
        while (_cursor.PeekKind() == TokenKind.Dot)
        {
            var stepDot = _cursor.Read();
            var next = _cursor.Peek();
            if (next.Kind is not (TokenKind.Identifier or TokenKind.Number))
            {
                if (next.Kind == TokenKind.Star)
                    ReportUnlessRecovering(HclRules.NestedSplat, Span(next), "A splat with a dot (.*) cannot hold another one.", help: "Write splats in brackets: [*]");
                else
                    ReportUnlessRecovering(HclRules.InvalidAttributeName, Span(next), AttributeNameDetail);
                _recovering = true;
                _steps.Take(mark);
                return;
            }
            _steps.Add(ParseDotStep(stepDot, "[*][{0}][{1}]"));
            last = next;
        }

        var item = new SplatItemExpression(Span(dot, star));
        Expression each = _steps.Mark == mark ? item : new RelativeTraversalExpression(item, _steps.Take(mark), Span(first, last));
        chain.Replace(new SplatExpression(source, each, item, IsFull: false, Span(dot, star), chain.First.Span.To(Span(last))));
        TryGrow();
    }

    private void ParseIndex(ref PostfixChain chain)
    {
        var open = _cursor.Read();
        if (_cursor.PeekKind() == TokenKind.Star)
        {
            ParseFullSplat(ref chain, open);
            return;
        }
        var outer = _cursor.SeesNewlines;
        _cursor.SeesNewlines = false;
        var key = ParseKey(out var close);
        _cursor.SeesNewlines = outer;

        var span = Span(open, close);
        if (key is LiteralExpression { Value: StringValue or NumberValue } literal)
        {
            chain.Add(new IndexTraversal(literal.Value, span));
            return;
        }
        var collection = chain.ToExpression();
        chain.Replace(new IndexExpression(collection, key, Span(open), span, chain.First.Span.To(span)));
        TryGrow();
    }

    private Expression ParseKey(out Token close)
    {
        var errors = _errors;
        var key = ParseExpression();
        if (IsLost(errors))
        {
            close = SkipPast(TokenKind.CloseBracket);
            return key;
        }
        close = _cursor.Read();
        if (close.Kind != TokenKind.CloseBracket && !_recovering)
        {
            Report(HclRules.UnclosedIndex, Span(close), "A closing bracket should end the index here.");
            close = SkipPast(TokenKind.CloseBracket);
        }
        return key;
    }

    /// <summary><c>a[*].b[0]</c>: every step after the brackets belongs to the splat, another splat too.</summary>
    private void ParseFullSplat(ref PostfixChain chain, Token open)
    {
        _cursor.Read();
        var close = _cursor.Read();
        if (close.Kind != TokenKind.CloseBracket && !_recovering)
        {
            Report(HclRules.UnclosedSplat, Span(close), "A splat's star is followed by a closing bracket: [*]");
            close = SkipPast(TokenKind.CloseBracket);
        }
        var item = new SplatItemExpression(Span(open, close));
        Expression each = item;
        if (TryEnter())
        {
            each = ParsePostfix(item);
            Leave();
        }
        var source = chain.ToExpression();
        chain.Replace(new SplatExpression(source, each, item, IsFull: true, item.Span, chain.First.Span.To(each.Span)));
        TryGrow();
    }
}
