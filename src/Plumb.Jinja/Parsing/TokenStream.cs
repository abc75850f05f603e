namespace Plumb.Jinja.Parsing;

/// <summary>The tokens, with the current one and one more to look at.</summary>
internal sealed class TokenStream
{
    private readonly Lexer lexer;
    private readonly string? template;
    private Token? next;

    public TokenStream(Lexer lexer, string? template)
    {
        (this.lexer, this.template) = (lexer, template);
        Current = lexer.Next();
    }

    public Token Current { get; private set; }

    public bool AtEnd => Current.Kind == TokenKind.End;

    /// <summary>The token behind the current one.</summary>
    public Token Look() => next ??= lexer.Next();

    /// <summary>Gives the current token and goes behind it.</summary>
    public Token Take()
    {
        var taken = Current;
        if (AtEnd) return taken;
        var following = next ?? lexer.Next();
        next = null;
        Current = following.Kind == TokenKind.End ? following with { Line = taken.Line } : following;
        return taken;
    }

    public bool SkipIf(string symbol)
    {
        if (!Current.Is(symbol)) return false;
        Take();
        return true;
    }

    public bool SkipName(string name)
    {
        if (!Current.IsName(name)) return false;
        Take();
        return true;
    }

    public Token Expect(TokenKind kind) => Current.Kind == kind ? Take() : throw Unexpected(Token.Describe(kind));

    public Token Expect(string symbol) => Current.Is(symbol) ? Take() : throw Unexpected(symbol);

    public Token ExpectName(string name) => Current.IsName(name) ? Take() : throw Unexpected(name);

    private JinjaException Unexpected(string expected)
    {
        var message = AtEnd
            ? $"unexpected end of template, expected {Values.PyText.Repr(expected)}."
            : $"expected token {Values.PyText.Repr(expected)}, got {Values.PyText.Repr(Current.Description)}";
        return JinjaException.Syntax(message, Current.Line, template);
    }
}
