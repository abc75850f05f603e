using System.Globalization;
using System.Text;

namespace Plumb.Operations.Text;

/// <summary>Writes a pattern of Python as one of .NET with the same meaning.</summary>
internal sealed class PatternTranslation(string pattern, bool bytes)
{
    private readonly StringBuilder _output = new();
    private int _place;
    private int _groups;

    public Dictionary<string, int> Names { get; } = new(StringComparer.Ordinal);

    public string Translate()
    {
        for (_place = 0; _place < pattern.Length; _place++)
        {
            switch (pattern[_place])
            {
                case '\\': Escape(inClass: false); break;
                case '[': Class(); break;
                case '(': Open(); break;
                case '{': Repetition(); break;
                default: _output.Append(pattern[_place]); break;
            }
        }
        return _output.ToString();
    }

    private void Escape(bool inClass)
    {
        if (++_place >= pattern.Length)
        {
            _output.Append('\\');
            return;
        }
        var c = pattern[_place];
        _output.Append(c switch
        {
            'Z' when !inClass => @"\z",
            'd' when bytes => inClass ? "0-9" : "[0-9]",
            'D' when bytes && !inClass => "[^0-9]",
            'w' when bytes => inClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]",
            'W' when bytes && !inClass => "[^a-zA-Z0-9_]",
            's' when bytes => inClass ? @" \t\n\r\f\v" : @"[ \t\n\r\f\v]",
            'S' when bytes && !inClass => @"[^ \t\n\r\f\v]",
            // Python takes these as themselves; .NET gives them meanings or refuses them.
            '_' or '<' or '>' or '"' or '\'' or '`' or '&' or '~' or '%' or '@' or '!' or ';' or ':' or ',' or '=' or '/' => c.ToString(),
            _ => "\\" + c,
        });
    }

    private void Class()
    {
        _output.Append('[');
        _place++;
        if (_place < pattern.Length && pattern[_place] == '^')
        {
            _output.Append('^');
            _place++;
        }
        for (var first = true; _place < pattern.Length; _place++, first = false)
        {
            var c = pattern[_place];
            if (c == ']' && !first)
            {
                _output.Append(']');
                return;
            }
            if (c == '\\') Escape(inClass: true);
            else if (c is '[' or ']') _output.Append('\\').Append(c);
            else _output.Append(c);
        }
    }

    private void Open()
    {
        if (_place + 1 >= pattern.Length || pattern[_place + 1] != '?')
        {
            OpenNumbered();
            return;
        }
        var rest = pattern.AsSpan(_place);
        if (rest.StartsWith("(?P<")) OpenNamed();
        else if (rest.StartsWith("(?P=")) Back();
        else if (rest.StartsWith("(?(")) Condition();
        else Flags(rest);
    }

    private void OpenNumbered() => _output.Append("(?<").Append((++_groups).ToString(CultureInfo.InvariantCulture)).Append('>');

    private void OpenNamed()
    {
        var close = pattern.IndexOf('>', _place);
        if (close < 0) throw new ArgumentException("missing >, unterminated name");
        OpenNumbered();
        Names[pattern[(_place + 4)..close]] = _groups;
        _place = close;
    }

    private void Back()
    {
        var close = pattern.IndexOf(')', _place);
        if (close < 0 || !Names.TryGetValue(pattern[(_place + 4)..close], out var number)) throw new ArgumentException("unknown group name");
        _output.Append("(?:\\").Append(number.ToString(CultureInfo.InvariantCulture)).Append(')');
        _place = close;
    }

    private void Condition()
    {
        var close = pattern.IndexOf(')', _place);
        if (close < 0) throw new ArgumentException("missing ), unterminated subpattern");
        var name = pattern[(_place + 3)..close];
        var number = Names.TryGetValue(name, out var known) ? known.ToString(CultureInfo.InvariantCulture) : name;
        _output.Append("(?(").Append(number).Append(')');
        _place = close;
    }

    // The flags a, u and L choose character sets; they are settled by what the pattern runs over.
    private void Flags(ReadOnlySpan<char> rest)
    {
        var end = 2;
        while (end < rest.Length && char.IsAsciiLetter(rest[end])) end++;
        if (end > 2 && end < rest.Length && rest[end] is ')' or ':' or '-' && end > 2)
        {
            var kept = rest[2..end].ToString().Replace("a", "", StringComparison.Ordinal).Replace("u", "", StringComparison.Ordinal).Replace("L", "", StringComparison.Ordinal);
            if (kept.Length > 0 || rest[end] != ')') _output.Append("(?").Append(kept).Append(rest[end]);
            _place += end;
            return;
        }
        _output.Append("(?");
        _place++;
    }

    // Python reads {,n} as {0,n}.
    private void Repetition() => _output.Append(_place + 1 < pattern.Length && pattern[_place + 1] == ',' ? "{0" : "{");
}
