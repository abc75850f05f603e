using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumb.Operations.Text;

/// <summary>
/// Writes a pattern of Python's <c>re</c> in .NET's syntax. Every capturing group gets its number written out, because .NET numbers the
/// named ones last; what .NET understands and Python does not (<c>\p{L}</c>, class subtraction) is refused or escaped. Over bytes (as text of
/// one character each) the classes <c>\w</c>, <c>\d</c> and <c>\s</c> are those of ASCII. Throws <see cref="PatternException"/>.
/// </summary>
public sealed class PatternTranslation(string source, RegexOptions options, bool bytes = false)
{
    private const string Word = @"\p{L}\p{N}_";

    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Stack<int> _openGroups = new();
    private int _at;
    private int _atom;
    private bool _ascii = bytes;
    private bool _verbose;

    public RegexOptions Options { get; private set; } = options;

    public int GroupCount { get; private set; }

    public IReadOnlyDictionary<string, int> Names => _names;

    public string Translate()
    {
        ReadGlobalFlags();
        while (_at < source.Length) Step();
        if (_openGroups.Count > 0) throw Error("missing ), unterminated subpattern");
        return _output.ToString();
    }

    private void Step()
    {
        var character = source[_at];
        switch (character)
        {
            case '\\':
                _atom = _output.Length;
                _at++;
                Escape(insideClass: false);
                break;
            case '[':
                _atom = _output.Length;
                Class();
                break;
            case '(':
                Open();
                break;
            case ')':
                if (_openGroups.Count == 0) throw Error("unbalanced parenthesis");
                _atom = _openGroups.Pop();
                Copy(1);
                break;
            case '*' or '+' or '?':
                Copy(1);
                AfterQuantifier();
                break;
            case '{':
                Repetition();
                break;
            case '#' when _verbose:
                while (_at < source.Length && source[_at] != '\n') _at++;
                break;
            default:
                if (_verbose && char.IsWhiteSpace(character))
                {
                    _at++;
                    break;
                }

                _atom = _output.Length;
                Copy(1);
                break;
        }
    }

    /// <summary>Python takes global flags at the start only; they become options, so that an anchor may be put before the pattern.</summary>
    private void ReadGlobalFlags()
    {
        while (_at + 2 < source.Length && source.AsSpan(_at).StartsWith("(?", StringComparison.Ordinal))
        {
            var end = _at + 2;
            while (end < source.Length && "aiLmsux".Contains(source[end], StringComparison.Ordinal)) end++;
            if (end == _at + 2 || end == source.Length || source[end] != ')') return;
            foreach (var flag in source[(_at + 2)..end]) Apply(flag);
            _at = end + 1;
        }
    }

    private void Apply(char flag)
    {
        _ascii |= flag == 'a';
        _verbose |= flag == 'x';
        Options |= flag switch
        {
            'i' => RegexOptions.IgnoreCase,
            'm' => RegexOptions.Multiline,
            's' => RegexOptions.Singleline,
            _ => RegexOptions.None,
        };
    }

    private void Open()
    {
        var start = _output.Length;
        if (_at + 1 >= source.Length || source[_at + 1] != '?')
        {
            _at++;
            OpenCapture(start);
            return;
        }

        var rest = source.AsSpan(_at + 2);
        if (rest.StartsWith("P<", StringComparison.Ordinal)) OpenNamed(start);
        else if (rest.StartsWith("P=", StringComparison.Ordinal)) BackReference();
        else if (rest.StartsWith("#", StringComparison.Ordinal)) SkipTo(')', "missing ), unterminated comment");
        else if (rest.StartsWith("(", StringComparison.Ordinal)) OpenCondition(start);
        else OpenSpecial(start, rest);
    }

    private void OpenCapture(int start)
    {
        _openGroups.Push(start);
        _output.Append(CultureInfo.InvariantCulture, $"(?<{++GroupCount}>");
    }

    private void OpenNamed(int start)
    {
        var end = source.IndexOf('>', _at);
        if (end < 0) throw Error("missing >, unterminated name");
        var name = source[(_at + 4)..end];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c == '_')) throw Error($"bad character in group name '{name}'");
        if (!_names.TryAdd(name, GroupCount + 1)) throw Error($"redefinition of group name '{name}'");
        _at = end + 1;
        OpenCapture(start);
    }

    private void BackReference()
    {
        _atom = _output.Length;
        var from = _at + 4;
        SkipTo(')', "missing ), unterminated name");
        _output.Append(CultureInfo.InvariantCulture, $@"\k<{GroupNumber(source[from..(_at - 1)])}>");
    }

    private void OpenCondition(int start)
    {
        var from = _at + 3;
        SkipTo(')', "missing ), unterminated name");
        _openGroups.Push(start);
        _output.Append(CultureInfo.InvariantCulture, $"(?({GroupNumber(source[from..(_at - 1)])})");
    }

    private void OpenSpecial(int start, ReadOnlySpan<char> rest)
    {
        string[] known = ["<=", "<!", ":", "=", "!", ">"];
        var length = known.FirstOrDefault(prefix => source.AsSpan(_at + 2).StartsWith(prefix, StringComparison.Ordinal))?.Length ?? 0;
        if (length == 0)
        {
            // Flags of a group: (?i:...), (?s-i:...).
            while (length < rest.Length && "aiLmsux-".Contains(rest[length], StringComparison.Ordinal)) length++;
            if (length == 0 || length == rest.Length || rest[length] != ':') throw Error($"unknown extension ?{(rest.IsEmpty ? "" : rest[0])}");
            _openGroups.Push(start);
            _output.Append("(?").Append(string.Concat(rest[..length].ToString().Where(c => "ims-".Contains(c, StringComparison.Ordinal)))).Append(':');
            _at += length + 3;
            return;
        }

        _openGroups.Push(start);
        Copy(2 + length);
    }

    private int GroupNumber(string name) =>
        _names.TryGetValue(name, out var number) ? number
        : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= GroupCount ? number
        : throw Error($"unknown group name '{name}'");

    private void Repetition()
    {
        var end = source.IndexOf('}', _at);
        var bounds = end < 0 ? [] : source[(_at + 1)..end].Split(',');
        var repeats = bounds.Length is 1 or 2 && bounds.All(b => b.All(char.IsAsciiDigit)) && bounds.Any(b => b.Length > 0);
        if (!repeats)
        {
            _atom = _output.Length;
            _output.Append(@"\{");
            _at++;
            return;
        }

        _output.Append('{').Append(bounds[0].Length == 0 ? "0" : bounds[0]);
        if (bounds.Length == 2) _output.Append(',').Append(bounds[1]);
        _output.Append('}');
        _at = end + 1;
        AfterQuantifier();
    }

    /// <summary>A lazy mark is the same; a possessive one (Python 3.11) is an atomic group around the repeated atom.</summary>
    private void AfterQuantifier()
    {
        if (_at >= source.Length) return;
        if (source[_at] == '?')
        {
            Copy(1);
        }
        else if (source[_at] == '+')
        {
            _at++;
            _output.Insert(_atom, "(?>").Append(')');
        }
    }

    private void Class()
    {
        Copy(1);
        if (_at < source.Length && source[_at] == '^') Copy(1);
        var first = true;
        while (true)
        {
            if (_at >= source.Length) throw Error("unterminated character set");
            var character = source[_at];
            if (character == ']' && !first) break;
            first = false;
            if (character == '\\')
            {
                _at++;
                Escape(insideClass: true);
            }
            else
            {
                // An open bracket after a minus would be .NET's class subtraction.
                if (character is '[' or ']') _output.Append('\\');
                Copy(1);
            }
        }

        Copy(1);
    }

    private void Escape(bool insideClass)
    {
        if (_at >= source.Length) throw Error("bad escape (end of pattern)");
        var letter = source[_at++];
        if (char.IsAsciiDigit(letter)) Number(letter, insideClass);
        else if (letter is 'x' or 'u' or 'U') CodePoint(letter);
        else _output.Append(Named(letter, insideClass));
    }

    private string Named(char letter, bool insideClass) => letter switch
    {
        'w' when _ascii => insideClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]",
        'W' when _ascii && !insideClass => "[^a-zA-Z0-9_]",
        'd' when _ascii => insideClass ? "0-9" : "[0-9]",
        'D' when _ascii && !insideClass => "[^0-9]",
        's' when _ascii => insideClass ? @" \t\n\r\f\v" : @"[ \t\n\r\f\v]",
        'S' when _ascii && !insideClass => @"[^ \t\n\r\f\v]",
        'w' => insideClass ? Word : $"[{Word}]",
        'W' => insideClass ? @"\W" : $"[^{Word}]",
        'Z' when !insideClass => @"\z",
        'A' or 'b' or 'B' when !insideClass => $@"\{letter}",
        'a' or 'b' or 'f' or 'n' or 'r' or 't' or 'v' or 'd' or 'D' or 's' or 'S' => $@"\{letter}",
        _ when char.IsAsciiLetter(letter) => throw Error($"bad escape \\{letter}"),
        _ when char.IsAscii(letter) => char.IsLetterOrDigit(letter) || letter == '_' ? letter.ToString() : $@"\{letter}",
        _ => letter.ToString(),
    };

    /// <summary>Digits after a backslash: octal where they start with 0 or are three octal digits, else a group.</summary>
    private void Number(char first, bool insideClass)
    {
        var digits = first.ToString();
        while (_at < source.Length && digits.Length < 3 && char.IsAsciiDigit(source[_at])) digits += source[_at++];
        var octal = digits.TakeWhile(d => d is >= '0' and <= '7').Count();
        if (first == '0' || octal == 3 || insideClass)
        {
            if (octal == 0) throw Error($"bad escape \\{first}");
            _at -= digits.Length - octal;
            AppendCharacter(Convert.ToInt32(digits[..octal], 8));
            return;
        }

        if (digits.Length == 3)
        {
            digits = digits[..2];
            _at--;
        }

        var group = int.Parse(digits, CultureInfo.InvariantCulture);
        if (group > GroupCount) throw Error($"invalid group reference {group}");
        _output.Append(CultureInfo.InvariantCulture, $@"\k<{group}>");
    }

    private void CodePoint(char kind)
    {
        var length = kind switch { 'x' => 2, 'u' => 4, _ => 8 };
        if (_at + length > source.Length || !int.TryParse(source.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10ffff)
            throw Error($"incomplete escape \\{kind}");
        _at += length;
        AppendCharacter(code);
    }

    private void AppendCharacter(int code)
    {
        if (code > char.MaxValue) _output.Append(char.ConvertFromUtf32(code));
        else _output.Append(CultureInfo.InvariantCulture, $@"\u{code:x4}");
    }

    private void SkipTo(char end, string otherwise)
    {
        var found = source.IndexOf(end, _at);
        if (found < 0) throw Error(otherwise);
        _at = found + 1;
    }

    private void Copy(int length)
    {
        _output.Append(source, _at, Math.Min(length, source.Length - _at));
        _at += length;
    }

    private PatternException Error(string what) => new($"the regular expression '{source}' is not valid: {what} at position {_at}");
}
