using System.Buffers;
using System.Text;

namespace Plumb.Hcl.Parsing;

/// <summary>
/// Splits text into tokens. Templates nest in expressions and expressions in templates, so the scanner keeps a stack of
/// what it is inside of. Any text gives tokens; what can never be valid becomes a token of a kind of its own.
/// </summary>
internal sealed partial class Scanner
{
    private readonly string _text;
    private readonly int _end;
    private readonly TokenStream _tokens;
    private readonly bool _hasSurrogates;
    private readonly Stack<Mode> _modes = new();

    /// <summary>At how many open braces the innermost template sequences close.</summary>
    private readonly Stack<int> _sequenceDepths = new();

    private int _at;
    private int _openBraces;
    private bool _noMoreBlockComments;

    private Scanner(string text, int start, int end)
    {
        _text = text;
        _at = start;
        _end = end;
        _hasSurrogates = text.AsSpan(start, end - start).ContainsAnyInRange('\uD800', '\uDFFF');
        _tokens = new TokenStream(text, end - start);
    }

    private enum Mode : byte
    {
        Code,
        Quoted,
        Heredoc,
        BareTemplate,
    }

    private ReadOnlySpan<char> Rest => _text.AsSpan(_at, _end - _at);

    public static TokenStream ScanCode(string text, int start, int end)
    {
        if (end > start && text[start] == '\uFEFF') start++;
        return new Scanner(text, start, end).Scan(Mode.Code);
    }

    public static TokenStream ScanTemplate(string text, int start, int end) => new Scanner(text, start, end).Scan(Mode.BareTemplate);

    private TokenStream Scan(Mode outermost)
    {
        _modes.Push(outermost);
        while (_at < _end)
        {
            switch (_modes.Peek())
            {
                case Mode.Code: ScanCodeToken(); break;
                case Mode.Quoted: ScanQuotedToken(); break;
                case Mode.Heredoc: ScanHeredocToken(); break;
                default: ScanBareToken(); break;
            }
        }
        Emit(TokenKind.EndOfFile, 0);
        return _tokens;
    }

    private void ScanCodeToken()
    {
        var c = _text[_at];
        if (c is ' ' or '\t') _at++;
        else if (char.IsAsciiLetter(c) || c == '_') Emit(TokenKind.Identifier, Identifiers.MeasureAt(Rest));
        else if (char.IsAsciiDigit(c)) Emit(TokenKind.Number, MeasureNumber(Rest));
        else if (c < 0x80) ScanSymbol(c);
        else if (Identifiers.MeasureAt(Rest) is > 0 and var length) Emit(TokenKind.Identifier, length);
        else EmitInvalidCharacter();
    }

    private void ScanSymbol(char c)
    {
        var next = _at + 1 < _end ? _text[_at + 1] : '\0';
        switch (c)
        {
            case '\n': Emit(TokenKind.Newline, 1); break;
            case '\r' when next == '\n': Emit(TokenKind.Newline, 2); break;
            case '#': EmitLineComment(); break;
            case '/' when next == '/': EmitLineComment(); break;
            case '/' when next == '*' && TryEmitBlockComment(): break;
            case '"': Emit(TokenKind.OpenQuote, 1); _modes.Push(Mode.Quoted); break;
            case '<' when next == '<' && TryOpenHeredoc(): break;
            case '{': Emit(TokenKind.OpenBrace, 1); _openBraces++; break;
            case '}': CloseBrace(); break;
            case '~' when next == '}': CloseTrimmedSequence(); break;
            case '.' when next == '.' && _at + 2 < _end && _text[_at + 2] == '.': Emit(TokenKind.Ellipsis, 3); break;
            default:
                if (OfPair(c, next) is { } pair) Emit(pair, 2);
                else if (OfSingle(c) is { } single) Emit(single, 1);
                else EmitInvalidCharacter();
                break;
        }
    }

    private static TokenKind? OfPair(char c, char next) => (c, next) switch
    {
        ('=', '=') => TokenKind.EqualEqual,
        ('!', '=') => TokenKind.NotEqual,
        ('>', '=') => TokenKind.GreaterOrEqual,
        ('<', '=') => TokenKind.LessOrEqual,
        ('&', '&') => TokenKind.And,
        ('|', '|') => TokenKind.Or,
        (':', ':') => TokenKind.DoubleColon,
        ('=', '>') => TokenKind.FatArrow,
        _ => null,
    };

    private static TokenKind? OfSingle(char c) => c switch
    {
        '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket,
        '(' => TokenKind.OpenParen,
        ')' => TokenKind.CloseParen,
        '.' => TokenKind.Dot,
        ',' => TokenKind.Comma,
        '*' => TokenKind.Star,
        '/' => TokenKind.Slash,
        '%' => TokenKind.Percent,
        '+' => TokenKind.Plus,
        '-' => TokenKind.Minus,
        '=' => TokenKind.Equal,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        '!' => TokenKind.Bang,
        '?' => TokenKind.Question,
        ':' => TokenKind.Colon,
        '&' => TokenKind.Ampersand,
        '|' => TokenKind.Pipe,
        '~' => TokenKind.Tilde,
        '^' => TokenKind.Caret,
        ';' => TokenKind.Semicolon,
        '`' => TokenKind.Backtick,
        '\'' => TokenKind.Apostrophe,
        _ => null,
    };

    /// <summary>Digits, dots and exponents in any order, not ending in a dot; whether it is a number at all is for the parser to say.</summary>
    private static int MeasureNumber(ReadOnlySpan<char> text)
    {
        var length = 1;
        for (var at = 1; at < text.Length;)
        {
            if (char.IsAsciiDigit(text[at])) length = ++at;
            else if (text[at] == '.') at++;
            else if (text[at] is 'e' or 'E' && MeasureExponent(text[at..]) is > 0 and var exponent) length = at += exponent;
            else break;
        }
        return length;
    }

    private static int MeasureExponent(ReadOnlySpan<char> text)
    {
        var digit = text.Length > 1 && text[1] is '+' or '-' ? 2 : 1;
        return digit < text.Length && char.IsAsciiDigit(text[digit]) ? digit + 1 : 0;
    }

    private void EmitLineComment()
    {
        var newline = Rest.IndexOf('\n');
        Emit(TokenKind.Comment, newline < 0 ? Rest.Length : newline + 1);
    }

    private bool TryEmitBlockComment()
    {
        if (_noMoreBlockComments) return false;
        var close = Rest[2..].IndexOf("*/", StringComparison.Ordinal);
        if (close < 0)
        {
            _noMoreBlockComments = true;
            return false;
        }
        Emit(TokenKind.Comment, close + 4);
        return true;
    }

    private void CloseBrace()
    {
        if (!TryCloseSequence(1)) Emit(TokenKind.CloseBrace, 1);
        _openBraces--;
    }

    /// <summary>A <c>~}</c> that closes no sequence is still one, so that the parser tells of it.</summary>
    private void CloseTrimmedSequence()
    {
        if (!TryCloseSequence(2)) Emit(TokenKind.CloseSequence, 2);
        _openBraces--;
    }

    private bool TryCloseSequence(int length)
    {
        if (!_sequenceDepths.TryPeek(out var depth) || depth != _openBraces) return false;
        Emit(TokenKind.CloseSequence, length);
        _sequenceDepths.Pop();
        _modes.Pop();
        return true;
    }

    private void EmitInvalidCharacter()
    {
        var status = Rune.DecodeFromUtf16(Rest, out _, out var length);
        Emit(status == OperationStatus.Done ? TokenKind.Invalid : TokenKind.BadEncoding, length);
    }

    private void Emit(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, _at, _at + length));
        _at += length;
    }
}
