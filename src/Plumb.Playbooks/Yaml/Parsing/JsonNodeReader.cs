using System.Text;
using Plumb.Core.Text;

namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>Reads text that is JSON from end to end as Python's reader takes it, NaN and Infinity included. What is not gives null: it may be YAML.</summary>
internal sealed class JsonNodeReader
{
    private readonly SourceFile _file;
    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonNodeReader(SourceFile file)
    {
        _file = file;
        _text = file.Text;
    }

    public static YamlNode? TryRead(SourceFile file)
    {
        var reader = new JsonNodeReader(file);
        reader.SkipSpace();
        var node = reader.ReadValue();
        reader.SkipSpace();
        return node is not null && reader._at == file.Text.Length ? node : null;
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private YamlNode? ReadValue()
    {
        if (_depth >= EventList.MaximumDepth) return null;
        _depth++;
        var start = _at;
        YamlNode? node = Current switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            '"' => ReadString() is { } text ? new YamlScalar(_file.Span(start, _at), CoreTags.Text, text, ScalarStyle.DoubleQuoted) : null,
            '-' or (>= '0' and <= '9') => ReadNumber(),
            _ => ReadWord(),
        };
        _depth--;
        return node;
    }

    private YamlNode? ReadObject()
    {
        var start = _at++;
        var entries = new List<YamlEntry>();
        SkipSpace();
        if (Current == '}') return new YamlMapping(_file.Span(start, ++_at), null, entries);
        while (true)
        {
            SkipSpace();
            var keyStart = _at;
            if (Current != '"' || ReadString() is not { } key) return null;
            var keyNode = new YamlScalar(_file.Span(keyStart, _at), CoreTags.Text, key, ScalarStyle.DoubleQuoted);
            SkipSpace();
            if (!Take(':')) return null;
            SkipSpace();
            if (ReadValue() is not { } value) return null;
            entries.Add(new YamlEntry(keyNode, value));
            SkipSpace();
            if (Take('}')) return Unwrap(entries) is { } text ? text : new YamlMapping(_file.Span(start, _at), null, entries);
            if (!Take(',')) return null;
        }
    }

    /// <summary>Ansible's own way to write vaulted and unsafe text in JSON, which has no tags.</summary>
    private static YamlScalar? Unwrap(List<YamlEntry> entries) => entries is [{ Key: YamlScalar key, Value: YamlScalar value }] ? key.Text switch
    {
        "__ansible_vault" => new YamlScalar(value.Span, "!vault", value.Text, value.Style),
        "__ansible_unsafe" => new YamlScalar(value.Span, "!unsafe", value.Text, value.Style),
        _ => null,
    } : null;

    private YamlSequence? ReadArray()
    {
        var start = _at++;
        var items = new List<YamlNode>();
        SkipSpace();
        if (Current == ']') return new YamlSequence(_file.Span(start, ++_at), null, items);
        while (true)
        {
            SkipSpace();
            if (ReadValue() is not { } item) return null;
            items.Add(item);
            SkipSpace();
            if (Take(']')) return new YamlSequence(_file.Span(start, _at), null, items);
            if (!Take(',')) return null;
        }
    }

    private string? ReadString()
    {
        var start = ++_at;
        var length = _text.AsSpan(start).IndexOfAny('"', '\\');
        if (length < 0 || _text.AsSpan(start, length).IndexOfAnyInRange('\0', '\u001F') >= 0) return null;
        _at = start + length;
        if (Take('"')) return _text.Substring(start, length);
        var text = new StringBuilder(_text, start, length, length + 16);
        while (!Take('"'))
        {
            if (Current < ' ') return null;
            if (Current != '\\') text.Append(_text[_at++]);
            else if (!ReadEscape(text)) return null;
        }
        return text.ToString();
    }

    private bool ReadEscape(StringBuilder text)
    {
        _at++;
        var c = Current;
        _at++;
        if (c == 'u') return ReadCode(text);
        var index = "\"\\/bfnrt".IndexOf(c, StringComparison.Ordinal);
        if (index < 0) return false;
        text.Append("\"\\/\b\f\n\r\t"[index]);
        return true;
    }

    private bool ReadCode(StringBuilder text)
    {
        var code = 0;
        for (var i = 0; i < 4; i++, _at++)
        {
            var digit = YamlCharacters.HexValue(Current);
            if (digit < 0) return false;
            code = (code << 4) | digit;
        }
        text.Append((char)code);
        return true;
    }

    private YamlScalar? ReadNumber()
    {
        var start = _at;
        Take('-');
        if (TakeWord("Infinity")) return Scalar(start, CoreTags.Float, "-.inf");
        if (!Take('0') && !TakeDigits()) return null;
        var tag = CoreTags.Int;
        if (Current == '.')
        {
            _at++;
            if (!TakeDigits()) return null;
            tag = CoreTags.Float;
        }
        if (Current is 'e' or 'E')
        {
            _at++;
            if (Current is '+' or '-') _at++;
            if (!TakeDigits()) return null;
            tag = CoreTags.Float;
        }
        return Scalar(start, tag, _text[start.._at]);
    }

    private YamlScalar? ReadWord()
    {
        var start = _at;
        if (TakeWord("true") || TakeWord("false")) return Scalar(start, CoreTags.Bool, _text[start.._at]);
        if (TakeWord("null")) return Scalar(start, CoreTags.Null, "null");
        if (TakeWord("NaN")) return Scalar(start, CoreTags.Float, ".nan");
        return TakeWord("Infinity") ? Scalar(start, CoreTags.Float, ".inf") : null;
    }

    private YamlScalar Scalar(int start, string tag, string text) => new(_file.Span(start, _at), tag, text, ScalarStyle.Plain);

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\n' or '\r') _at++;
    }

    private bool Take(char expected)
    {
        if (Current != expected) return false;
        _at++;
        return true;
    }

    private bool TakeDigits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Current)) _at++;
        return _at > start;
    }

    private bool TakeWord(string word)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) return false;
        _at += word.Length;
        return true;
    }
}
