using System.Text;

namespace Plumb.Jinja.Values.Methods;

/// <summary>Finding text in text, within a range that counts code points.</summary>
internal static class PyStringSearch
{
    /// <summary>The range between two positions, which may count from the end; null if it begins behind the text.</summary>
    public static Range? Range(string text, object? start, object? end)
    {
        if (start is null && end is null) return ..;
        var length = PyStrings.Length(text);
        var from = Position(start, 0, length);
        var to = Math.Min(Position(end, length, length), length);
        if (from > length) return null;
        return from > to ? null : PyStrings.Offset(text, from)..PyStrings.Offset(text, to);
    }

    private static int Position(object? value, int otherwise, int length)
    {
        if (value is null) return otherwise;
        var position = PyInteger.Index(value, () => JinjaException.Type("slice indices must be integers or None or have an __index__ method"));
        return (int)Math.Clamp(position < 0 ? position + length : position, 0, int.MaxValue);
    }

    public static int Find(string text, string part, object? start, object? end, bool fromEnd)
    {
        if (Range(text, start, end) is not { } range) return -1;
        var (offset, length) = range.GetOffsetAndLength(text.Length);
        var span = text.AsSpan(offset, length);
        var found = fromEnd ? part.Length == 0 ? length : span.LastIndexOf(part) : span.IndexOf(part);
        return found < 0 ? -1 : PyStrings.Length(text[..(offset + found)]);
    }

    public static int Count(string text, string part, object? start, object? end)
    {
        if (Range(text, start, end) is not { } range) return 0;
        var span = text.AsSpan(range);
        return part.Length == 0 ? PyStrings.Length(span.ToString()) + 1 : span.Count(part);
    }

    /// <summary>With the first <paramref name="count"/> occurrences replaced, all if negative.</summary>
    public static string Replace(string text, string old, string replacement, int count)
    {
        if (count == 0 || (old.Length > 0 && !text.Contains(old, StringComparison.Ordinal))) return text;
        if (old.Length == 0) return Intersperse(text, replacement, count);
        if (count < 0)
        {
            Bounds.CheckText(text.Length + (long)text.AsSpan().Count(old) * Math.Max(0, replacement.Length - old.Length));
            return text.Replace(old, replacement, StringComparison.Ordinal);
        }
        var output = new StringBuilder();
        var position = 0;
        for (var found = 0; count-- > 0 && (found = text.IndexOf(old, position, StringComparison.Ordinal)) >= 0; position = found + old.Length)
        {
            output.Append(text, position, found - position).Append(replacement);
            Bounds.CheckText(output.Length);
        }
        return output.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>Between all characters, and at both ends.</summary>
    private static string Intersperse(string text, string separator, int count)
    {
        var output = new StringBuilder();
        foreach (var character in PyStrings.Characters(text))
        {
            if (count-- != 0) output.Append(separator);
            else count = 0;
            output.Append((string)character);
            Bounds.CheckText(output.Length);
        }
        if (count != 0) output.Append(separator);
        return output.ToString();
    }
}
