using System.Globalization;

namespace Plumb.Engine.Functions.RegularExpressions;

internal sealed partial class PatternParser
{
    /// <summary>A group, or null where the parentheses only set flags.</summary>
    private RegexNode? ParseGroup()
    {
        var start = _at;
        var (ignoreCase, multiLine, dotMatchesNewline, swapGreed) = (_ignoreCase, _multiLine, _dotMatchesNewline, _swapGreed);
        var group = -1;
        if (Peek(1) != '?')
        {
            _at++;
            group = AddGroup(null);
        }
        else if (StartsWith("(?P<") || (StartsWith("(?<") && Peek(3) is not ('=' or '!')))
        {
            group = AddGroup(ParseGroupName(start));
        }
        else if (!ParseFlags(start))
        {
            return null;
        }
        var inner = ParseAlternation();
        if (!TryTake(')')) Fail("a group is not closed: the closing parenthesis is missing", _pattern[start..]);
        (_ignoreCase, _multiLine, _dotMatchesNewline, _swapGreed) = (ignoreCase, multiLine, dotMatchesNewline, swapGreed);
        return group < 0 ? inner : new CaptureNode(group, inner);
    }

    private int AddGroup(string? name)
    {
        _groupNames.Add(name);
        return _groupNames.Count - 1;
    }

    private string ParseGroupName(int start)
    {
        var open = _pattern.IndexOf('<', start) + 1;
        var close = _pattern.IndexOf('>', open);
        if (close < 0) Fail("the name of a group is not closed", _pattern[start..]);
        var name = _pattern[open..close];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            Fail("the name of a group consists of letters, digits and underscores", _pattern[start..(close + 1)]);
        _at = close + 1;
        return name;
    }

    /// <summary>Reads <c>(?i-s:</c> or <c>(?i)</c>; true where a group follows, false where the flags hold for the rest of the enclosing group.</summary>
    private bool ParseFlags(int start)
    {
        _at += 2;
        var on = true;
        var sawFlag = false;
        while (!AtEnd)
        {
            var c = _pattern[_at++];
            switch (c)
            {
                case 'i': _ignoreCase = on; break;
                case 'm': _multiLine = on; break;
                case 's': _dotMatchesNewline = on; break;
                case 'U': _swapGreed = on; break;
                case '-' when on:
                    on = sawFlag = false;
                    continue;
                case ':' or ')' when on || sawFlag:
                    return c == ':';
                default:
                    FailPerlSyntax(start);
                    break;
            }
            sawFlag = true;
        }
        Fail("a group is not closed: the closing parenthesis is missing", _pattern[start..]);
        return false;
    }

    private void FailPerlSyntax(int start)
    {
        var end = _at - 1;
        if (_pattern[end] is '=' or '!' or '<')
            Fail("lookahead, lookbehind and references to groups are not supported", _pattern[start..(_pattern[end] == '<' ? Math.Min(end + 2, _pattern.Length) : end + 1)]);
        Fail("the syntax after \"(?\" is not supported", _pattern[start..(end + 1)]);
    }

    private bool TryParseRepetition(out int min, out int max)
    {
        (min, max) = (0, -1);
        switch (_pattern[_at])
        {
            case '*':
                break;
            case '+':
                min = 1;
                break;
            case '?':
                max = 1;
                break;
            case '{':
                return TryParseCounts(ref min, ref max);
            default:
                return false;
        }
        _at++;
        return true;
    }

    /// <summary>Reads <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>; braces around anything else are themselves.</summary>
    private bool TryParseCounts(ref int min, ref int max)
    {
        var start = _at++;
        if (TryParseCount(out min))
        {
            max = min;
            if (TryTake(',') && !TryParseCount(out max)) max = -1;
            if (TryTake('}'))
            {
                if (min > MaxRepeat || max > MaxRepeat || (max >= 0 && min > max))
                    Fail($"a repetition's counts must rise and be at most {MaxRepeat}", _pattern[start.._at]);
                return true;
            }
        }
        _at = start;
        return false;
    }

    private bool TryParseCount(out int count)
    {
        var start = _at;
        while (Peek() is >= '0' and <= '9') _at++;
        var digits = _pattern.AsSpan(start, _at - start);
        count = 0;
        if (digits.IsEmpty || (digits.Length > 1 && digits[0] == '0'))
        {
            _at = start;
            return false;
        }
        count = digits.Length > 8 ? int.MaxValue : int.Parse(digits, CultureInfo.InvariantCulture);
        return true;
    }

    private RepeatNode Repeat(RegexNode inner, int min, int max, bool lazy, int start)
    {
        var repeat = new RepeatNode(inner, min, max, lazy);
        if (Math.Max(min, max) >= 2 && RepeatNode.NestedCount(repeat) > MaxRepeat)
            Fail($"nested repetitions multiply to more than {MaxRepeat}", _pattern[start.._at]);
        return repeat;
    }
}
