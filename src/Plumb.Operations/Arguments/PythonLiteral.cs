using System.Globalization;
using System.Text;
using Plumb.Operations.Data;

namespace Plumb.Operations.Arguments;

/// <summary>Reads a literal of Python: text, numbers, True, False, None, lists, tuples (as lists) and dicts of them.</summary>
internal sealed class PythonLiteral
{
    private const int MaximumDepth = 100;
    private readonly string _text;
    private int _place;
    private int _depth;

    private PythonLiteral(string text) => _text = text;

    /// <summary>The value, or null where the text is no literal.</summary>
    public static DataValue? TryParse(string text)
    {
        var reader = new PythonLiteral(text);
        var value = reader.Value();
        return value is not null && reader.Next() == '\0' && reader._place >= text.Length ? value : null;
    }

    private DataValue? Value()
    {
        if (++_depth > MaximumDepth) return null;
        var value = Next() switch
        {
            '{' => Map(),
            '[' => List(']'),
            '(' => List(')'),
            '\'' or '"' => Quoted() is { } text ? DataValue.Of(text) : null,
            _ => Word(),
        };
        _depth--;
        return value;
    }

    private char Next()
    {
        while (_place < _text.Length && char.IsWhiteSpace(_text[_place])) _place++;
        return _place < _text.Length ? _text[_place] : '\0';
    }

    private bool Take(char c)
    {
        if (Next() != c) return false;
        _place++;
        return true;
    }

    private MapData? Map()
    {
        _place++;
        var map = new MapBuilder();
        while (!Take('}'))
        {
            if (Value() is not { } key || !Take(':') || Value() is not { } value) return null;
            map[PythonText.Str(key)] = value;
            if (!Take(',') && Next() != '}') return null;
        }
        return map.Build();
    }

    private ListData? List(char close)
    {
        _place++;
        var items = new List<DataValue>();
        while (!Take(close))
        {
            if (Value() is not { } item) return null;
            items.Add(item);
            if (!Take(',') && Next() != close) return null;
        }
        return new ListData(items);
    }

    private string? Quoted()
    {
        var quote = _text[_place++];
        var output = new StringBuilder();
        while (_place < _text.Length)
        {
            var c = _text[_place++];
            if (c == quote) return output.ToString();
            if (c != '\\' || _place >= _text.Length)
            {
                output.Append(c);
                continue;
            }
            var escaped = _text[_place++];
            _ = escaped switch
            {
                'n' => output.Append('\n'),
                't' => output.Append('\t'),
                'r' => output.Append('\r'),
                '\\' or '\'' or '"' => output.Append(escaped),
                'x' or 'u' when Hexadecimal(escaped == 'x' ? 2 : 4) is { } code => output.Append(code),
                _ => output.Append('\\').Append(escaped),
            };
        }
        return null;
    }

    private char? Hexadecimal(int digits)
    {
        if (_place + digits > _text.Length) return null;
        if (!ushort.TryParse(_text.AsSpan(_place, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return null;
        _place += digits;
        return (char)code;
    }

    private DataValue? Word()
    {
        var start = _place;
        while (_place < _text.Length && (char.IsAsciiLetterOrDigit(_text[_place]) || _text[_place] is '.' or '-' or '+' or '_')) _place++;
        var word = _text[start.._place];
        if (word is "True" or "False") return word == "True";
        if (word == "None") return DataValue.Null;
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        return word.Length > 0 && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
            ? DataValue.Of(real) : null;
    }
}
