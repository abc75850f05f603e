using System.Text;

namespace Plumb.Jinja.Values;

/// <summary>Text as Python sees it: a sequence of code points, where .NET counts UTF-16 units.</summary>
public static class PyStrings
{
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    public static bool IsPlain(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0;

    public static int Length(string text)
    {
        if (IsPlain(text)) return text.Length;
        var count = 0;
        for (var i = 0; i < text.Length; i += Width(text, i)) count++;
        return count;
    }

    /// <summary>The code points, each as a text of its own.</summary>
    public static IEnumerable<object> Characters(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var width = Width(text, i);
            yield return width == 1 ? OfChar(text[i]) : text.Substring(i, width);
            i += width;
        }
    }

    internal static string OfChar(char c) => c < Ascii.Length ? Ascii[c] : c.ToString();

    /// <summary>Where the code point of a position begins in UTF-16 units; the end for positions behind it.</summary>
    public static int Offset(string text, int position)
    {
        if (IsPlain(text)) return Math.Min(position, text.Length);
        var offset = 0;
        for (var i = 0; i < position && offset < text.Length; i++) offset += Width(text, offset);
        return offset;
    }

    /// <summary>Text of code points, from a position, with a number of them.</summary>
    public static string Substring(string text, int start, int count)
    {
        if (IsPlain(text)) return text.Substring(start, count);
        var from = Offset(text, start);
        return text[from..(from + Offset(text[from..], count))];
    }

    public static string Reverse(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var character in Characters(text).Reverse()) output.Append((string)character);
        return output.ToString();
    }

    private static int Width(string text, int index) => char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;
}
