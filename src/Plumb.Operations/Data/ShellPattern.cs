namespace Plumb.Operations.Data;

/// <summary>Patterns of the shell over names, as Python's fnmatch has them: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>. A slash is like any character.</summary>
public static class ShellPattern
{
    public static bool HasWildcard(string text) => text.AsSpan().ContainsAny('*', '?', '[');

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        // Where a star was met and how much it covers: on a mismatch it takes one character more.
        int p = 0, t = 0, star = -1, covered = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                covered = t;
            }
            else if (p < pattern.Length && MatchOne(pattern, p, text[t], out var next))
            {
                p = next;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++covered;
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private static bool MatchOne(ReadOnlySpan<char> pattern, int at, char character, out int next)
    {
        next = at + 1;
        if (pattern[at] == '?') return true;
        if (pattern[at] != '[') return pattern[at] == character;

        var first = at + 1;
        var negated = first < pattern.Length && pattern[first] == '!';
        if (negated) first++;
        // A bracket right at the start is a member of the set, not its end.
        var close = first < pattern.Length ? pattern[(first + 1)..].IndexOf(']') : -1;
        if (close < 0) return character == '[';
        var set = pattern.Slice(first, close + 1);
        next = first + close + 2;
        return Contains(set, character) != negated;
    }

    private static bool Contains(ReadOnlySpan<char> set, char character)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (character >= set[i] && character <= set[i + 2]) return true;
                i += 2;
            }
            else if (set[i] == character)
            {
                return true;
            }
        }
        return false;
    }
}
