using System.Globalization;
using System.Text;

namespace Plumb.Conformance.GoSource;

/// <summary>Takes Go source text apart, one token at a time: names, numbers, strings and single signs.</summary>
internal sealed class GoScanner(string text)
{
    private int _at;

    /// <summary>The sign that comes next, or 0 at the end.</summary>
    public char Peek()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        return _at < text.Length ? text[_at] : '\0';
    }

    public bool TryTake(char sign)
    {
        if (Peek() != sign) return false;
        _at++;
        return true;
    }

    public void Take(char sign)
    {
        if (!TryTake(sign)) throw Fail($"expected {sign}");
    }

    public string TakeName()
    {
        var start = Skip(static c => char.IsLetterOrDigit(c) || c == '_');
        return start < _at ? text[start.._at] : throw Fail("expected a name");
    }

    /// <summary>With its sign, fraction and exponent.</summary>
    public string TakeNumber()
    {
        var start = Skip(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-');
        return text[start.._at];
    }

    /// <summary>The content of an interpreted string: between double quotes, with backslash escapes.</summary>
    public string TakeString()
    {
        Take('"');
        var content = new StringBuilder();
        while (_at < text.Length && text[_at] != '"')
        {
            if (text[_at] == '\\') content.Append(TakeEscape());
            else content.Append(text[_at++]);
        }
        if (_at == text.Length) throw Fail("the string does not end");
        _at++;
        return content.ToString();
    }

    public FormatException Fail(string reason) => new(string.Create(CultureInfo.InvariantCulture, $"{reason} at {_at} in {text}"));

    private int Skip(Func<char, bool> belongs)
    {
        Peek();
        var start = _at;
        while (_at < text.Length && belongs(text[_at])) _at++;
        return start;
    }

    private string TakeEscape()
    {
        if (_at + 1 >= text.Length) throw Fail("the escape does not end");
        var kind = text[_at + 1];
        _at += 2;
        return kind switch
        {
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            '\\' or '"' or '\'' => kind.ToString(),
            'x' => TakeCodePoint(2),
            'u' => TakeCodePoint(4),
            'U' => TakeCodePoint(8),
            _ => throw Fail($"no escape: {kind}"),
        };
    }

    private string TakeCodePoint(int digits)
    {
        if (_at + digits > text.Length || !int.TryParse(text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point))
            throw Fail("expected the digits of a character");
        _at += digits;
        return char.ConvertFromUtf32(point);
    }
}
