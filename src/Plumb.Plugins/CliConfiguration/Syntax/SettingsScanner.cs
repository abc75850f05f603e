using System.Globalization;
using System.Text;
using Plumb.Core.Text;

namespace Plumb.Plugins.CliConfiguration.Syntax;

internal enum SettingTokenKind
{
    End,
    Name,
    Text,
    Number,
    Equals,
    Comma,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
}

/// <param name="Text">The name, the number as written, or the text with its escapes undone.</param>
internal readonly record struct SettingToken(SettingTokenKind Kind, string Text, SourceSpan Span);

/// <summary>Splits the old language, HCL 1, into tokens. Throws <see cref="SettingsSyntaxException"/> where there is none.</summary>
internal sealed class SettingsScanner(SourceFile source)
{
    private readonly string _text = source.Text;
    private int _at = source.Text.StartsWith('\uFEFF') ? 1 : 0;

    public SettingToken Next()
    {
        SkipBlanks();
        var start = _at;
        if (_at >= _text.Length) return Token(SettingTokenKind.End, start, "");
        return _text[_at] switch
        {
            '=' => Symbol(SettingTokenKind.Equals),
            ',' => Symbol(SettingTokenKind.Comma),
            '{' => Symbol(SettingTokenKind.OpenBrace),
            '}' => Symbol(SettingTokenKind.CloseBrace),
            '[' => Symbol(SettingTokenKind.OpenBracket),
            ']' => Symbol(SettingTokenKind.CloseBracket),
            '"' => Token(SettingTokenKind.Text, start, ReadQuoted()),
            '<' when Peek(1) == '<' => Token(SettingTokenKind.Text, start, ReadHeredoc()),
            '-' or '+' or (>= '0' and <= '9') => Token(SettingTokenKind.Number, start, ReadWhile(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+')),
            var c when char.IsLetter(c) || c == '_' => Token(SettingTokenKind.Name, start, ReadWhile(n => char.IsLetterOrDigit(n) || n is '_' or '-' or '.')),
            var c => throw Fault(start, $"The character \"{c}\" means nothing here."),
        };
    }

    public SettingsSyntaxException Fault(int at, string message) => new(message, source.Span(Math.Min(at, _text.Length), Math.Min(at + 1, _text.Length)));

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private SettingToken Token(SettingTokenKind kind, int start, string text) => new(kind, text, source.Span(start, _at));

    private SettingToken Symbol(SettingTokenKind kind)
    {
        _at++;
        return Token(kind, _at - 1, "");
    }

    private string ReadWhile(Func<char, bool> belongs)
    {
        var start = _at++;
        while (_at < _text.Length && belongs(_text[_at])) _at++;
        return _text[start.._at];
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at])) _at++;
            else if (_text[_at] == '#' || (_text[_at] == '/' && Peek(1) == '/')) SkipTo("\n");
            else if (_text[_at] == '/' && Peek(1) == '*') SkipComment();
            else return;
        }
    }

    private void SkipTo(string end)
    {
        var found = _text.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? _text.Length : found + end.Length;
    }

    private void SkipComment()
    {
        var start = _at;
        var found = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (found < 0) throw Fault(start, "This comment has no end.");
        _at = found + 2;
    }

    /// <summary>What stands between <c>${</c> and <c>}</c> is taken as it is: nothing is ever worked out in these files.</summary>
    private string ReadQuoted()
    {
        var start = _at++;
        var result = new StringBuilder();
        for (var depth = 0; ;)
        {
            if (_at >= _text.Length) throw Fault(start, "This text has no end: there is a quotation mark missing.");
            var c = _text[_at++];
            if (c == '"' && depth == 0) return result.ToString();
            if (c == '\n' && depth == 0) throw Fault(start, "This text has no end on its line: there is a quotation mark missing.");
            if (c == '$' && Peek(0) == '{') depth++;
            else if (c == '}' && depth > 0) depth--;
            if (c == '\\' && depth == 0) AppendEscape(result);
            else result.Append(c);
        }
    }

    private void AppendEscape(StringBuilder result)
    {
        var start = _at - 1;
        var c = Peek(0);
        _at++;
        switch (c)
        {
            case 'n': result.Append('\n'); break;
            case 't': result.Append('\t'); break;
            case 'r': result.Append('\r'); break;
            case '"': result.Append('"'); break;
            case '\\': result.Append('\\'); break;
            case 'u': AppendCodePoint(result, 4, start); break;
            case 'U': AppendCodePoint(result, 8, start); break;
            default: throw Fault(start, $"There is no escape \"\\{c}\".");
        }
    }

    private void AppendCodePoint(StringBuilder result, int digits, int start)
    {
        if (_at + digits > _text.Length || !int.TryParse(_text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) || !Rune.IsValid(point))
            throw Fault(start, $"After \\u there must be {digits} hexadecimal digits of a character.");
        _at += digits;
        result.Append(new Rune(point).ToString());
    }

    private string ReadHeredoc()
    {
        var start = _at;
        _at += 2;
        var isIndented = Peek(0) == '-';
        if (isIndented) _at++;
        var marker = ReadLine().Trim();
        if (marker.Length == 0) throw Fault(start, "After << there must be the word that ends the text.");
        var lines = new List<string>();
        while (_at < _text.Length)
        {
            var line = ReadLine();
            if (line.Trim() == marker) return string.Concat(Unindented(lines, isIndented).Select(l => l + "\n"));
            lines.Add(line);
        }
        throw Fault(start, $"This text has no end: there is no line with {marker} alone.");
    }

    private string ReadLine()
    {
        var start = _at;
        SkipTo("\n");
        return _text[start.._at].TrimEnd('\n', '\r');
    }

    private static IEnumerable<string> Unindented(List<string> lines, bool isIndented)
    {
        var indent = isIndented ? lines.Where(l => l.Trim().Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min() : 0;
        return lines.Select(l => l[Math.Min(indent, l.Length)..]);
    }
}
