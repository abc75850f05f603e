namespace Plumb.Engine.Functions.RegularExpressions;

internal sealed partial class PatternParser
{
    private CharacterClass ParseBracketClass()
    {
        var start = _at++;
        var negated = TryTake('^');
        var parts = new List<CharacterClass>();
        var ranges = new List<(int, int)>();
        // A bracket right after the opening one stands for itself.
        for (var first = true; first || Peek() != ']'; first = false)
        {
            if (AtEnd) Fail("a character class is not closed: the closing bracket is missing", _pattern[start..]);
            if (TryParsePosixClass() is { } posix) parts.Add(posix);
            else if (Peek() == '\\' && TryParseClassEscape() is { } escape) parts.Add(escape);
            else ranges.Add(ParseRange(start));
        }
        _at++;
        var own = CharacterClass.Of(ranges);
        parts.Add(_ignoreCase ? CaseFolding.Close(own) : own);
        var all = CharacterClass.Union(parts);
        return negated ? all.Negated() : all;
    }

    private (int First, int Last) ParseRange(int classStart)
    {
        var start = _at;
        var first = ParseClassCharacter(classStart);
        if (Peek() != '-' || Peek(1) is null or ']') return (first, first);
        _at++;
        var last = ParseClassCharacter(classStart);
        if (last < first) Fail("the range of a character class runs backwards", _pattern[start.._at]);
        return (first, last);
    }

    private int ParseClassCharacter(int classStart)
    {
        if (AtEnd) Fail("a character class is not closed: the closing bracket is missing", _pattern[classStart..]);
        return _pattern[_at] == '\\' ? ParseEscapedCharacter(_at) : TakeCodePoint();
    }

    private CharacterClass? TryParsePosixClass()
    {
        if (!StartsWith("[:")) return null;
        var end = _pattern.IndexOf(":]", _at + 2, StringComparison.Ordinal);
        if (end < 0) return null;
        var name = _pattern.AsSpan(_at + 2, end - _at - 2);
        var negated = name.StartsWith('^');
        var found = NamedClasses.Posix(negated ? name[1..] : name);
        if (found is null) Fail("there is no character class of this name", _pattern[_at..(end + 2)]);
        _at = end + 2;
        return Folded(found, negated);
    }

    /// <summary>Reads <c>\d</c>, <c>\pL</c>, <c>\p{Greek}</c> and their opposites; null where the escape is another.</summary>
    private CharacterClass? TryParseClassEscape()
    {
        if (Peek(1) is not { } letter) return null;
        if (letter is 'p' or 'P') return ParseUnicodeClass(negated: letter == 'P');
        if (NamedClasses.Perl(char.ToLowerInvariant(letter)) is not { } named) return null;
        _at += 2;
        return Folded(named, negated: char.IsAsciiLetterUpper(letter));
    }

    private CharacterClass ParseUnicodeClass(bool negated)
    {
        var start = _at;
        _at += 2;
        if (AtEnd) Fail("the name of a Unicode class is missing", _pattern[start..]);
        string name;
        if (TryTake('{'))
        {
            var end = _pattern.IndexOf('}', _at);
            if (end < 0) Fail("the name of a Unicode class is not closed", _pattern[start..]);
            name = _pattern[_at..end];
            _at = end + 1;
        }
        else
        {
            var from = _at;
            TakeCodePoint();
            name = _pattern[from.._at];
        }
        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }
        var found = NamedClasses.Unicode(name);
        if (found is null) Fail("there is no Unicode category or script of this name", _pattern[start.._at]);
        return Folded(found, negated);
    }

    private CharacterClass Folded(CharacterClass characters, bool negated)
    {
        var folded = _ignoreCase ? CaseFolding.Close(characters) : characters;
        return negated ? folded.Negated() : folded;
    }

    private int ParseEscapedCharacter(int start)
    {
        _at++;
        if (AtEnd) Fail("a backslash ends the expression and escapes nothing", @"\");
        var c = TakeCodePoint();
        switch (c)
        {
            case 'a': return '\a';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case 'x' when TryParseHex() is { } codePoint: return codePoint;
            case '0': return ParseOctal(0);
            case >= '1' and <= '7' when Peek() is >= '0' and <= '7': return ParseOctal(c - '0');
            case < 0x80 when !char.IsAsciiLetterOrDigit((char)c): return c;
            case >= '1' and <= '9': Fail("references to groups are not supported", _pattern[start.._at]); break;
        }
        Fail("the escape sequence is not a known one", _pattern[start.._at]);
        return 0;
    }

    private int ParseOctal(int value)
    {
        for (var i = 0; i < 2 && Peek() is >= '0' and <= '7' and var digit; i++, _at++) value = value * 8 + (digit - '0');
        return value;
    }

    private int? TryParseHex()
    {
        if (!TryTake('{'))
        {
            if (Peek() is not { } high || Peek(1) is not { } low || !char.IsAsciiHexDigit(high) || !char.IsAsciiHexDigit(low)) return null;
            _at += 2;
            return Convert.ToInt32($"{high}{low}", 16);
        }
        var value = 0;
        var start = _at;
        while (value <= CharacterClass.MaxCodePoint && Peek() is { } digit && char.IsAsciiHexDigit(digit))
        {
            value = value * 16 + Convert.ToInt32(digit.ToString(), 16);
            _at++;
        }
        if (_at > start && value <= CharacterClass.MaxCodePoint && TryTake('}')) return value;
        _at = start - 1;
        return null;
    }
}
