using System.Text;

namespace Plumb.Jinja.Values;

/// <summary>Reads a text that is nothing but a literal. Every method gives false where the text is none.</summary>
/// <param name="text">Its lines end with a line feed alone.</param>
/// <param name="jsonWords">Whether true, false and null are words too.</param>
internal sealed class LiteralReader(string text, bool jsonWords)
{
    /// <summary>Brackets inside of one another, beyond which Python refuses too.</summary>
    private const int MaximumDepth = 200;

    private int _at;
    private int _depth;

    private delegate bool Reader(char close, out object? value);

    /// <exception cref="JinjaException">Something is a key that cannot be one.</exception>
    public bool TryRead(int start, out object? value)
    {
        _at = start;
        return TryTuple(out value, AtLineEnd) && AfterBlankLines(text, _at) == text.Length && !EndsInIndentation();
    }

    /// <summary>Where the first line begins that has something on it: a literal stands at its beginning.</summary>
    public static int AfterBlankLines(string text, int start)
    {
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == '#') at = EndOfLine(text, at) - 1;
            else if (text[at] is '\n' or '\f') start = at + 1;
            else if (text[at] is not (' ' or '\t')) return start;
        }
        return text.Length;
    }

    private static int EndOfLine(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;

    private bool AtLineEnd()
    {
        SkipBlank();
        return _at >= text.Length || text[_at] is '\n' or '#';
    }

    /// <summary>Blanks on a line of their own at the very end, which Python takes for the beginning of something.</summary>
    private bool EndsInIndentation()
    {
        var blanks = text.Length - text.AsSpan().TrimEnd(" \t").Length;
        return blanks > 0 && text.Length - blanks > _at && text[text.Length - blanks - 1] == '\n';
    }

    /// <summary>One value, or several with commas between, which are a tuple.</summary>
    private bool TryTuple(out object? value, Func<bool> hasEnded)
    {
        if (!TryValue(out value)) return false;
        if (hasEnded()) return true;
        List<object?> items = [value];
        while (TryTake(','))
        {
            if (hasEnded()) break;
            if (!TryValue(out value)) return false;
            items.Add(value);
        }
        value = new PyTuple([.. items]);
        return hasEnded();
    }

    private bool TryValue(out object? value)
    {
        SkipBlank();
        value = null;
        if (_at >= text.Length) return false;
        return text[_at] switch
        {
            '[' => TryEnclosed(']', TryList, out value),
            '(' => TryEnclosed(')', TryParenthesized, out value),
            '{' => TryEnclosed('}', TryBraces, out value),
            '+' or '-' => TrySigned(out value),
            '.' or (>= '0' and <= '9') => TryNumber(out value),
            '\'' or '"' => TryQuoted(out value),
            _ => TryWord(out value),
        };
    }

    private bool TryEnclosed(char close, Reader read, out object? value)
    {
        _at++;
        value = null;
        var isWhole = ++_depth <= MaximumDepth && read(close, out value);
        _depth--;
        return isWhole;
    }

    private bool TryList(char close, out object? value)
    {
        List<object?> items = [];
        value = new PyList(items);
        while (!TryTake(close))
        {
            if (items.Count > 0 && !TryTake(',')) return false;
            if (TryTake(close)) return items.Count > 0;
            if (!TryValue(out var item)) return false;
            items.Add(item);
        }
        return true;
    }

    private bool TryParenthesized(char close, out object? value)
    {
        value = new PyTuple();
        if (TryTake(close)) return true;
        return TryTuple(out value, () => Peek() == close) && TryTake(close);
    }

    /// <summary>A dictionary or a set, which the first colon tells.</summary>
    private bool TryBraces(char close, out object? value)
    {
        value = new PyDict();
        if (TryTake(close)) return true;
        if (!TryValue(out var first)) return false;
        return Peek() == ':' ? TryDict(close, first, out value) : TrySet(close, first, out value);
    }

    private bool TryDict(char close, object? key, out object? value)
    {
        var dict = new PyDict();
        value = dict;
        while (true)
        {
            if (!TryTake(':') || !TryValue(out var item)) return false;
            dict[key] = item;
            if (TryTake(close)) return true;
            if (!TryTake(',')) return false;
            if (TryTake(close)) return true;
            if (!TryValue(out key)) return false;
        }
    }

    private bool TrySet(char close, object? first, out object? value)
    {
        var set = new PySet { first };
        value = set;
        while (!TryTake(close))
        {
            if (!TryTake(',')) return false;
            if (TryTake(close)) return true;
            if (!TryValue(out var item)) return false;
            set.Add(item);
        }
        return true;
    }

    /// <summary>A sign, and a number that may stand in parentheses; no other sign may come between.</summary>
    private bool TrySigned(out object? value)
    {
        var isNegative = text[_at++] == '-';
        value = null;
        var opened = 0;
        for (; Peek() == '('; opened++, _depth++) _at++;
        if (Peek() is not ('.' or (>= '0' and <= '9')) || !TryNumber(out value)) return false;
        for (; opened > 0; opened--, _depth--)
            if (!TryTake(')')) return false;
        if (isNegative) value = PyArithmetic.Negate(value);
        return true;
    }

    private bool TryNumber(out object? value)
    {
        var start = _at;
        var isHexadecimal = start + 1 < text.Length && text[start] == '0' && text[start + 1] is 'x' or 'X';
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '_' || (text[_at] is '+' or '-' && text[_at - 1] is 'e' or 'E' && !isHexadecimal))) _at++;
        return NumberLiteral.TryParse(text[start.._at], out value);
    }

    private bool TryWord(out object? value)
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_')) _at++;
        var word = text[start.._at];
        if (_at < text.Length && text[_at] is '\'' or '"' && QuotedLiteral.IsPrefix(word))
        {
            _at = start;
            return TryQuoted(out value);
        }
        value = word switch
        {
            "True" => PyBoolean.True,
            "False" => PyBoolean.False,
            "true" when jsonWords => PyBoolean.True,
            "false" when jsonWords => PyBoolean.False,
            "set" when TryTake('(') && TryTake(')') => new PySet(),
            _ => null,
        };
        return value is not null || word == "None" || (word == "null" && jsonWords);
    }

    /// <summary>Texts that stand beside each other are one, and bytes likewise.</summary>
    private bool TryQuoted(out object? value)
    {
        var content = new StringBuilder();
        value = null;
        if (!QuotedLiteral.TryRead(text, ref _at, content, out var areBytes)) return false;
        while (QuotedLiteral.Begins(text, SkipBlank()))
            if (!QuotedLiteral.TryRead(text, ref _at, content, out var isBytes) || isBytes != areBytes) return false;
        value = areBytes ? new PyBytes([.. content.ToString().Select(c => (byte)c)]) : content.ToString();
        return true;
    }

    private char Peek() => SkipBlank() < text.Length ? text[_at] : '\0';

    private bool TryTake(char mark)
    {
        if (Peek() != mark) return false;
        _at++;
        return true;
    }

    /// <summary>Line ends and comments are blanks within brackets only, line ends behind a backslash anywhere.</summary>
    private int SkipBlank()
    {
        while (_at < text.Length)
        {
            var character = text[_at];
            if (character is ' ' or '\t' or '\f' || (_depth > 0 && character == '\n')) _at++;
            else if (_depth > 0 && character == '#') _at = EndOfLine(text, _at);
            else if (character == '\\' && _at + 2 < text.Length && text[_at + 1] == '\n') _at += 2;
            else break;
        }
        return _at;
    }
}
