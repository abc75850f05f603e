namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>
/// Parses RE2's syntax (https://github.com/google/re2/wiki/Syntax) with Perl's and Unicode's classes, as Go's regexp
/// package does. Recursive descent; a fault unwinds with <see cref="PatternException"/>, which does not leave this class.
/// </summary>
internal sealed partial class PatternParser
{
    private const int MaxDepth = 1000;
    private const int MaxRepeat = 1000;

    private readonly string _pattern;
    private readonly List<string?> _groupNames = [null];
    private int _at;
    private int _depth;
    private bool _ignoreCase;
    private bool _multiLine;
    private bool _dotMatchesNewline;
    private bool _swapGreed;

    private PatternParser(string pattern) => _pattern = pattern;

    private bool AtEnd => _at >= _pattern.Length;

    /// <summary>The pattern's tree and the names of its groups; group 0 is the whole match, and unnamed groups have null.</summary>
    internal static RegexNode? Parse(string pattern, out IReadOnlyList<string?> groupNames, out RegexSyntaxError? error)
    {
        var parser = new PatternParser(pattern);
        groupNames = parser._groupNames;
        error = null;
        try
        {
            var node = parser.ParseAlternation();
            if (!parser.AtEnd) Fail("there is no open group for the closing parenthesis", ")");
            return node;
        }
        catch (PatternException e)
        {
            error = e.Error;
            return null;
        }
    }

    private RegexNode ParseAlternation()
    {
        if (++_depth > MaxDepth) Fail("the expression nests too deeply", "");
        var branches = new List<RegexNode> { ParseSequence() };
        while (TryTake('|')) branches.Add(ParseSequence());
        _depth--;
        return branches.Count == 1 ? branches[0] : new AlternationNode(branches);
    }

    private RegexNode ParseSequence()
    {
        var items = new List<RegexNode>();
        // Where the last repetition operator begins: one may not follow another.
        var repetition = -1;
        while (!AtEnd && _pattern[_at] is not ('|' or ')'))
        {
            var start = _at;
            if (TryParseRepetition(out var min, out var max))
            {
                var lazy = TryTake('?') != _swapGreed;
                if (repetition >= 0) Fail("a repetition operator cannot follow another", _pattern[repetition.._at]);
                if (items.Count == 0) Fail("there is nothing to repeat before the operator", _pattern[start.._at]);
                items[^1] = Repeat(items[^1], min, max, lazy, start);
                repetition = start;
                continue;
            }
            repetition = -1;
            ParseTerm(items);
        }
        return items.Count switch
        {
            0 => new EmptyNode(),
            1 => items[0],
            _ => new SequenceNode(items),
        };
    }

    private void ParseTerm(List<RegexNode> items)
    {
        var start = _at;
        switch (_pattern[_at])
        {
            case '(':
                if (ParseGroup() is { } group) items.Add(group);
                break;
            case '[':
                items.Add(new ClassNode(ParseBracketClass()));
                break;
            case '.':
                _at++;
                items.Add(new ClassNode(_dotMatchesNewline ? CharacterClass.Any : CharacterClass.AnyButNewline));
                break;
            case '^':
                _at++;
                items.Add(new AssertionNode(_multiLine ? RegexAssertion.BeginLine : RegexAssertion.BeginText));
                break;
            case '$':
                _at++;
                items.Add(new AssertionNode(_multiLine ? RegexAssertion.EndLine : RegexAssertion.EndText));
                break;
            case '\\' when StartsWith(@"\Q"):
                ParseQuoted(items);
                break;
            case '\\' when TryParseAssertion() is { } assertion:
                items.Add(new AssertionNode(assertion));
                break;
            case '\\' when TryParseClassEscape() is { } characters:
                items.Add(new ClassNode(characters));
                break;
            case '\\':
                items.Add(Literal(ParseEscapedCharacter(start)));
                break;
            default:
                items.Add(Literal(TakeCodePoint()));
                break;
        }
    }

    private RegexNode Literal(int codePoint)
    {
        if (!_ignoreCase || CaseFolding.OrbitOf(codePoint) is not { } orbit) return new LiteralNode(codePoint);
        return new ClassNode(CharacterClass.Of(orbit.Select(c => (c, c))));
    }

    private void ParseQuoted(List<RegexNode> items)
    {
        _at += 2;
        while (!AtEnd && !StartsWith(@"\E")) items.Add(Literal(TakeCodePoint()));
        if (!AtEnd) _at += 2;
    }

    private RegexAssertion? TryParseAssertion()
    {
        RegexAssertion? assertion = Peek(1) switch
        {
            'A' => RegexAssertion.BeginText,
            'z' => RegexAssertion.EndText,
            'b' => RegexAssertion.WordBoundary,
            'B' => RegexAssertion.NotWordBoundary,
            _ => null,
        };
        if (assertion is not null) _at += 2;
        return assertion;
    }

    private bool TryTake(char c)
    {
        if (AtEnd || _pattern[_at] != c) return false;
        _at++;
        return true;
    }

    private bool StartsWith(string text) => _pattern.AsSpan(_at).StartsWith(text, StringComparison.Ordinal);

    private char? Peek(int distance = 0) => _at + distance < _pattern.Length ? _pattern[_at + distance] : null;

    private int TakeCodePoint()
    {
        var codePoint = CodePoints.At(_pattern, _at, out var width);
        _at += width;
        return codePoint;
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void Fail(string message, string fragment) => throw new PatternException(new RegexSyntaxError(message, fragment));

    private sealed class PatternException(RegexSyntaxError error) : Exception
    {
        internal RegexSyntaxError Error => error;
    }
}
