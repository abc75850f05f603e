using System.Numerics;
using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Reads an expression of Python that is nothing but a literal, as <c>ast.literal_eval</c> does.</summary>
internal sealed class PythonLiteral
{
    /// <summary>Brackets inside of one another, beyond which Python refuses too.</summary>
    private const int MaximumDepth = 200;

    private readonly string _text;
    private readonly bool _jsonWords;
    private int _at;
    private int _depth;

    private PythonLiteral(string text, bool jsonWords) => (_text, _jsonWords) = (text, jsonWords);

    /// <param name="text">Begins with the literal: blanks before it make it none.</param>
    /// <param name="jsonWords">Whether true, false and null are words too.</param>
    /// <param name="value">What it says.</param>
    public static bool TryParse(string text, bool jsonWords, out object? value)
    {
        value = null;
        if (text.Length == 0 || text[0] is ' ' or '\t' or '\f' || !MayBegin(text[0])) return false;
        var reader = new PythonLiteral(text, jsonWords);
        try
        {
            return reader.TryReadWhole(out value);
        }
        catch (JinjaException)
        {
            // A key that cannot be one.
            value = null;
            return false;
        }
    }

    // Most texts are words: a look at the first letter saves the rest.
    private static bool MayBegin(char first) => char.IsAsciiDigit(first) || "[({'\"-+.#\nTFNtfnrRbBuUs".Contains(first, StringComparison.Ordinal);

    private bool TryReadWhole(out object? value)
    {
        SkipBlank();
        if (!TryTuple(out value, _ => AtLineEnd())) return false;
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '#')) SkipLine();
        return _at == _text.Length;
    }

    private bool AtLineEnd()
    {
        SkipBlank();
        return _at >= _text.Length || _text[_at] is '\n' or '\r' or '#';
    }

    private void SkipLine()
    {
        if (_text[_at] == '#')
        {
            while (_at < _text.Length && _text[_at] != '\n') _at++;
            return;
        }

        _at++;
    }

    /// <summary>One value, or several with commas between, which are a tuple.</summary>
    private bool TryTuple(out object? value, Func<int, bool> ended)
    {
        if (!TryValue(out value)) return false;
        if (ended(0)) return true;
        List<object?> items = [value];
        while (TryTake(','))
        {
            if (ended(0))
            {
                value = new PyTuple([.. items]);
                return true;
            }

            if (!TryValue(out value)) return false;
            items.Add(value);
        }

        value = new PyTuple([.. items]);
        return ended(0) && items.Count > 1;
    }

    private bool TryValue(out object? value)
    {
        SkipBlank();
        value = null;
        if (_at >= _text.Length) return false;
        return _text[_at] switch
        {
            '[' => TryEnclosed(']', TryList, out value),
            '(' => TryEnclosed(')', TryParenthesized, out value),
            '{' => TryEnclosed('}', TryBraces, out value),
            '+' or '-' => TrySigned(out value),
            '.' or (>= '0' and <= '9') => TryNumber(out value),
            '\'' or '"' => TryStrings(out value),
            _ => TryWord(out value),
        };
    }

    private delegate bool Reader(char close, out object? value);

    private bool TryEnclosed(char close, Reader read, out object? value)
    {
        _at++;
        _depth++;
        value = null;
        var whole = _depth <= MaximumDepth && read(close, out value);
        _depth--;
        return whole;
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
        return TryTuple(out value, _ => Peek() == close) && TryTake(close);
    }

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

    private bool TrySigned(out object? value)
    {
        var negative = _text[_at++] == '-';
        SkipBlank();
        value = null;
        if (_at >= _text.Length) return false;
        if (_text[_at] is not ('.' or (>= '0' and <= '9')) || !TryNumber(out value)) return false;
        if (!negative) return true;
        if (value is double number) value = -number;
        else if (PyInteger.TryGet(value, out BigInteger integer)) value = PyInteger.Box(-integer);
        return true;
    }

    private bool TryNumber(out object? value)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '_' || (_text[_at] is '+' or '-' && _text[_at - 1] is 'e' or 'E' && !IsHex(start)))) _at++;
        return PythonNumber.TryParse(_text[start.._at], out value);
    }

    private bool IsHex(int start) => start + 1 < _text.Length && _text[start] == '0' && _text[start + 1] is 'x' or 'X';

    private bool TryWord(out object? value)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_')) _at++;
        var word = _text[start.._at];
        if (_at < _text.Length && _text[_at] is '\'' or '"' && PythonString.IsPrefix(word))
        {
            _at = start;
            return TryStrings(out value);
        }

        value = word switch
        {
            "True" => PyBoolean.True,
            "False" => PyBoolean.False,
            "true" when _jsonWords => PyBoolean.True,
            "false" when _jsonWords => PyBoolean.False,
            "set" when TryTake('(') && TryTake(')') => new PySet(),
            _ => null,
        };
        return value is not null || word == "None" || (word == "null" && _jsonWords);
    }

    /// <summary>Strings that stand beside each other are one.</summary>
    private bool TryStrings(out object? value)
    {
        var text = new StringBuilder();
        var isBytes = false;
        value = null;
        for (var count = 0; ; count++)
        {
            var start = _at;
            if (!PythonString.TryRead(_text, ref _at, text, out var bytes)) return false;
            if (count > 0 && bytes != isBytes) return false;
            isBytes = bytes;
            SkipBlank();
            if (!PythonString.Begins(_text, _at)) break;
            if (_at == start) return false;
        }

        value = isBytes ? new PyBytes([.. text.ToString().Select(c => (byte)c)]) : text.ToString();
        return true;
    }

    private char Peek()
    {
        SkipBlank();
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool TryTake(char mark)
    {
        if (Peek() != mark) return false;
        _at++;
        return true;
    }

    // Line ends and comments are blanks within brackets only.
    private void SkipBlank()
    {
        while (_at < _text.Length)
        {
            var character = _text[_at];
            if (character is ' ' or '\t' or '\f' || (_depth > 0 && character is '\n' or '\r')) _at++;
            else if (_depth > 0 && character == '#') SkipLine();
            else return;
        }
    }
}
