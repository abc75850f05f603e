using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>Traversals on their own: stricter than in an expression, and nothing else may follow.</summary>
internal sealed partial class Parser
{
    public Traversal? ParseWholeTraversal()
    {
        _cursor.SeesNewlines = false;
        var root = _cursor.Read();
        if (root.Kind != TokenKind.Identifier)
        {
            Report(HclRules.VariableNameRequired, Span(root), "A reference begins with a name.");
            return null;
        }
        var steps = new List<TraversalStep>();
        while (_cursor.PeekKind() != TokenKind.EndOfFile)
        {
            if (ParseTraversalStep(root) is not { } step) return null;
            steps.Add(step);
        }
        return new Traversal(NameOf(root), Span(root), steps, Span(root, _cursor.Previous));
    }

    private TraversalStep? ParseTraversalStep(Token root)
    {
        var open = _cursor.Read();
        var next = _cursor.Peek();
        switch (open.Kind, next.Kind)
        {
            case (TokenKind.Dot, TokenKind.Identifier):
                return new AttributeTraversal(NameOf(_cursor.Read()), Span(open, next));
            case (TokenKind.OpenBracket, TokenKind.Number):
                _cursor.Read();
                return TryGetNumber(next) is { } number ? CloseTraversalIndex(open, number) : null;
            case (TokenKind.OpenBracket, TokenKind.OpenQuote):
                var errors = _errors;
                var text = ParseQuotedText(out _);
                return _errors == errors ? CloseTraversalIndex(open, Value.String(text)) : null;
            case (TokenKind.Dot or TokenKind.OpenBracket, TokenKind.Star):
                Report(HclRules.AttributeNameRequired, Span(next), "A splat cannot be used here, where one object is referred to.", Span(root, next));
                return null;
            case (TokenKind.Dot, _):
                Report(HclRules.AttributeNameRequired, Span(next), AttributeNameDetail, Span(root, next));
                return null;
            case (TokenKind.OpenBracket, _):
                Report(HclRules.IndexValueRequired, Span(next), "An index is a literal number or a string in quotes here.", Span(root, next));
                return null;
            default:
                Report(HclRules.InvalidCharacter, Span(open), "After a name comes a dot with an attribute, or an index in brackets.", Span(root, open));
                return null;
        }
    }

    private IndexTraversal? CloseTraversalIndex(Token open, Value key)
    {
        var close = _cursor.Read();
        if (close.Kind == TokenKind.CloseBracket) return new IndexTraversal(key, Span(open, close));
        Report(HclRules.UnclosedIndexBrackets, Span(close), "A closing bracket should end the index here.", Span(open, close));
        return null;
    }
}
