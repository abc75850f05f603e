namespace Plumb.Hcl.Parsing;

/// <summary>All tokens of a text, the last of which is the end of file.</summary>
internal sealed class TokenStream
{
    private readonly string _text;
    private Token[] _items;

    public TokenStream(string text, int scannedLength)
    {
        _text = text;
        _items = new Token[Math.Max(16, scannedLength / 4)];
    }

    public int Count { get; private set; }

    /// <summary>Holds a token that is never valid.</summary>
    public bool HasFaults { get; private set; }

    public ReadOnlySpan<Token> Items => _items.AsSpan(0, Count);

    public ref readonly Token this[int index] => ref _items[index];

    /// <summary>A newline, or a comment that takes its newline along.</summary>
    public bool EndsLine(Token token) => token.Kind == TokenKind.Newline || (token.Kind == TokenKind.Comment && _text[token.End - 1] == '\n');

    public void Add(Token token)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count++] = token;
        HasFaults |= token.Kind >= TokenKind.Ampersand;
    }
}
