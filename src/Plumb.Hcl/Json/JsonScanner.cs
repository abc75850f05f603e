using System.Buffers;

namespace Plumb.Hcl.Json;

/// <summary>
/// Splits JSON into tokens, one at a time. Only the extent of a token is found here; whether a number, string or keyword
/// is a valid one is for the parser to say.
/// </summary>
internal sealed class JsonScanner
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789eE");
    private static readonly SearchValues<char> KeywordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");

    private readonly string _text;
    private int _end;

    public JsonScanner(string text)
    {
        _text = text;
        _end = text.StartsWith('\uFEFF') ? 1 : 0;
        Next = Scan();
    }

    public JsonToken Next { get; private set; }

    public JsonToken Read()
    {
        var token = Next;
        Next = Scan();
        return token;
    }

    private JsonToken Scan()
    {
        while (_end < _text.Length && _text[_end] is ' ' or '\t' or '\r' or '\n') _end++;
        if (_end == _text.Length) return new JsonToken(JsonTokenKind.EndOfFile, _end, _end);
        var start = _end;
        var (kind, length) = Measure(_text.AsSpan(start));
        _end += length;
        return new JsonToken(kind, start, _end);
    }

    private static (JsonTokenKind Kind, int Length) Measure(ReadOnlySpan<char> text) => text[0] switch
    {
        '{' => (JsonTokenKind.OpenBrace, 1),
        '}' => (JsonTokenKind.CloseBrace, 1),
        '[' => (JsonTokenKind.OpenBracket, 1),
        ']' => (JsonTokenKind.CloseBracket, 1),
        ',' => (JsonTokenKind.Comma, 1),
        ':' => (JsonTokenKind.Colon, 1),
        '=' => (JsonTokenKind.Equal, 1),
        '"' => (JsonTokenKind.String, MeasureString(text)),
        '-' or '+' or '.' or (>= '0' and <= '9') => (JsonTokenKind.Number, MeasureRun(text, NumberCharacters)),
        var c when char.IsAsciiLetter(c) => (JsonTokenKind.Keyword, MeasureRun(text, KeywordCharacters)),
        // Nothing sensible can be told of what follows.
        _ => (JsonTokenKind.Invalid, text.Length),
    };

    private static int MeasureRun(ReadOnlySpan<char> text, SearchValues<char> characters)
    {
        var other = text.IndexOfAnyExcept(characters);
        return other < 0 ? text.Length : other;
    }

    /// <summary>To the closing quote, or to a control character such as a newline, which a string cannot hold.</summary>
    private static int MeasureString(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"') return i + 1;
            if (text[i] < ' ') return i;
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] >= ' ') i++;
        }
        return text.Length;
    }
}
