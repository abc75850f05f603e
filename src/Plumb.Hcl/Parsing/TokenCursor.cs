namespace Plumb.Hcl.Parsing;

/// <summary>
/// A place in a token stream. Comments are passed over, save that a line comment stands for the newline it ends with;
/// newlines are passed over too where the grammar ignores them.
/// </summary>
internal sealed class TokenCursor(TokenStream tokens)
{
    private int _next;

    /// <summary>Whether newlines are seen. Whoever changes it puts it back.</summary>
    public bool SeesNewlines { get; set; } = true;

    /// <summary>The last token read, of any kind; at the beginning the one to come.</summary>
    public Token Previous => _next == 0 ? Peek() : tokens[_next - 1];

    public TokenKind PeekKind() => Peek().Kind;

    public Token Peek() => Find(out _);

    /// <summary>The token after the next, of any kind.</summary>
    public Token PeekSecond()
    {
        Find(out var index);
        return tokens[Math.Min(index + 1, tokens.Count - 1)];
    }

    public Token Read()
    {
        var token = Find(out var index);
        _next = index + 1;
        return token;
    }

    public void MoveToEnd() => _next = tokens.Count - 1;

    private Token Find(out int index)
    {
        for (index = _next; index < tokens.Count; index++)
        {
            ref readonly var token = ref tokens[index];
            if (token.Kind > TokenKind.Comment || token.Kind == TokenKind.EndOfFile) return token;
            if (!SeesNewlines) continue;
            if (token.Kind == TokenKind.Newline) return token;
            if (tokens.EndsLine(token)) return token with { Kind = TokenKind.Newline };
        }
        index = tokens.Count - 1;
        return tokens[index];
    }
}
