namespace Plumb.Jinja.Values.Methods;

/// <summary>Taking text apart.</summary>
internal static class PyStringSplit
{
    /// <summary>At a separator, or at white space if there is none; at most so many times, if not negative.</summary>
    public static IEnumerable<string> Split(string text, string? separator, int most)
    {
        if (separator is null) return AtSpace(text, most);
        if (separator.Length == 0) throw JinjaException.Value("empty separator");
        return most < 0 ? text.Split(separator) : text.Split(separator, Math.Min(most, int.MaxValue - 1) + 1);
    }

    private static List<string> AtSpace(string text, int most)
    {
        var words = new List<string>();
        for (var i = 0; ;)
        {
            while (i < text.Length && char.IsWhiteSpace(text[i])) i++;
            if (i == text.Length) return words;
            if (words.Count == most)
            {
                words.Add(text[i..].TrimEnd());
                return words;
            }
            var start = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i])) i++;
            words.Add(text[start..i]);
        }
    }

    public static IEnumerable<string> SplitFromEnd(string text, string? separator, int most)
    {
        if (most < 0) return Split(text, separator, most);
        if (separator is { Length: 0 }) throw JinjaException.Value("empty separator");
        var parts = separator is null ? AtSpaceFromEnd(text, most) : AtSeparatorFromEnd(text, separator, most);
        parts.Reverse();
        return parts;
    }

    private static List<string> AtSpaceFromEnd(string text, int most)
    {
        var words = new List<string>();
        for (var end = text.Length; ;)
        {
            while (end > 0 && char.IsWhiteSpace(text[end - 1])) end--;
            if (end == 0) return words;
            if (words.Count == most)
            {
                words.Add(text[..end].TrimStart());
                return words;
            }
            var start = end;
            while (start > 0 && !char.IsWhiteSpace(text[start - 1])) start--;
            words.Add(text[start..end]);
            end = start;
        }
    }

    private static List<string> AtSeparatorFromEnd(string text, string separator, int most)
    {
        var parts = new List<string>();
        var end = text.Length;
        while (parts.Count < most && text.AsSpan(0, end).LastIndexOf(separator) is >= 0 and var at)
        {
            parts.Add(text[(at + separator.Length)..end]);
            end = at;
        }
        parts.Add(text[..end]);
        return parts;
    }

    public static PyTuple Partition(string text, string separator, bool fromEnd)
    {
        if (separator.Length == 0) throw JinjaException.Value("empty separator");
        var at = fromEnd ? text.LastIndexOf(separator, StringComparison.Ordinal) : text.IndexOf(separator, StringComparison.Ordinal);
        if (at < 0) return fromEnd ? new PyTuple("", "", text) : new PyTuple(text, "", "");
        return new PyTuple(text[..at], separator, text[(at + separator.Length)..]);
    }

    /// <summary>The lines, at all that Python takes for the end of one.</summary>
    public static List<string> Lines(string text, bool keepEnds)
    {
        var lines = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029')) continue;
            var end = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? i + 2 : i + 1;
            lines.Add(text[start..(keepEnds ? end : i)]);
            start = end;
            i = end - 1;
        }
        if (start < text.Length) lines.Add(text[start..]);
        return lines;
    }
}
