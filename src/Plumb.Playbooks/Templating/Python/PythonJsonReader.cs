using System.Globalization;
using System.Numerics;
using System.Text;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Reads JSON as Python's <c>json.loads</c> does: integers of any length, NaN and Infinity too, the last of equal keys.</summary>
internal sealed class PythonJsonReader
{
    private const int MaximumDepth = 900;

    private readonly string _text;
    private int _at;
    private int _depth;

    private PythonJsonReader(string text) => _text = text;

    public static object? Read(string text)
    {
        if (text.StartsWith('\ufeff')) throw Error("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0);
        var reader = new PythonJsonReader(text);
        reader.SkipBlank();
        var value = reader.Value();
        reader.SkipBlank();
        return reader._at == text.Length ? value : throw reader.Error("Extra data", reader._at);
    }

    private object? Value()
    {
        if (_at >= _text.Length) throw Error("Expecting value", _at);
        if (++_depth > MaximumDepth) throw TemplatingException.Python("RecursionError", "maximum recursion depth exceeded while decoding a JSON document");
        var value = _text[_at] switch
        {
            '{' => Mapping(),
            '[' => List(),
            '"' => Text(),
            _ => Word(),
        };
        _depth--;
        return value;
    }

    private PyDict Mapping()
    {
        var dict = new PyDict();
        _at++;
        SkipBlank();
        if (TryTake('}')) return dict;
        while (true)
        {
            if (_at >= _text.Length || _text[_at] != '"') throw Error("Expecting property name enclosed in double quotes", _at);
            var key = Text();
            SkipBlank();
            if (!TryTake(':')) throw Error("Expecting ':' delimiter", _at);
            SkipBlank();
            dict[key] = Value();
            SkipBlank();
            if (TryTake('}')) return dict;
            if (!TryTake(',')) throw Error("Expecting ',' delimiter", _at);
            SkipBlank();
        }
    }

    private PyList List()
    {
        List<object?> items = [];
        _at++;
        SkipBlank();
        if (TryTake(']')) return new PyList(items);
        while (true)
        {
            items.Add(Value());
            SkipBlank();
            if (TryTake(']')) return new PyList(items);
            if (!TryTake(',')) throw Error("Expecting ',' delimiter", _at);
            SkipBlank();
        }
    }

    private string Text()
    {
        var start = _at++;
        var output = new StringBuilder();
        while (true)
        {
            if (_at >= _text.Length) throw Error("Unterminated string starting at", start);
            var character = _text[_at++];
            if (character == '"') return output.ToString();
            if (character < ' ') throw Error("Invalid control character at", _at - 1);
            if (character == '\\') output.Append(Escape(start));
            else output.Append(character);
        }
    }

    private char Escape(int start)
    {
        if (_at >= _text.Length) throw Error("Unterminated string starting at", start);
        var letter = _text[_at++];
        if (letter != 'u')
        {
            return letter switch
            {
                '"' or '\\' or '/' => letter,
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => throw Error("Invalid \\escape", _at - 2),
            };
        }

        if (_at + 4 > _text.Length || !ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) throw Error("Invalid \\uXXXX escape", _at - 1);
        _at += 4;
        return (char)code;
    }

    private object? Word()
    {
        foreach (var (word, value) in Words)
        {
            if (!_text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal)) continue;
            _at += word.Length;
            return value;
        }

        return Number();
    }

    private static readonly (string Word, object? Value)[] Words =
        [("null", null), ("true", PyBoolean.True), ("false", PyBoolean.False), ("NaN", double.NaN), ("Infinity", double.PositiveInfinity), ("-Infinity", double.NegativeInfinity)];

    private object Number()
    {
        var start = _at;
        if (Peek() == '-') _at++;
        var digits = _at;
        if (Peek() == '0') _at++;
        else SkipDigits();
        if (_at == digits)
        {
            _at = start;
            throw Error("Expecting value", start);
        }

        var isFloat = TryPart(() => Peek() == '.', 1) | TryPart(() => Peek() is 'e' or 'E', _at + 1 < _text.Length && _text[_at + 1] is '+' or '-' ? 2 : 1);
        var text = _text.AsSpan(start, _at - start);
        if (isFloat) return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return text.Length <= PyInteger.MaxDigits ? PyInteger.Box(BigInteger.Parse(text, CultureInfo.InvariantCulture)) : throw TemplatingException.Python("ValueError", $"Exceeds the limit ({PyInteger.MaxDigits} digits) for integer string conversion");
    }

    // A mark that no digit follows belongs to what comes after the number.
    private bool TryPart(Func<bool> begins, int length)
    {
        if (!begins() || _at + length >= _text.Length || !char.IsAsciiDigit(_text[_at + length])) return false;
        _at += length;
        SkipDigits();
        return true;
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek())) _at++;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool TryTake(char mark)
    {
        if (Peek() != mark) return false;
        _at++;
        return true;
    }

    private void SkipBlank()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r') _at++;
    }

    private TemplatingException Error(string what, int at) => Error(what, _text, at);

    private static TemplatingException Error(string what, string text, int at)
    {
        var line = 1 + text.AsSpan(0, at).Count('\n');
        var column = at - text.LastIndexOf('\n', Math.Max(0, at - 1), Math.Max(0, at));
        return TemplatingException.Python("json.decoder.JSONDecodeError", string.Create(CultureInfo.InvariantCulture, $"{what}: line {line} column {column} (char {at})"));
    }
}
