using System.Text;

namespace Plumb.Jinja.Values.Methods;

/// <summary>Bringing text to a width, and taking characters off its ends.</summary>
public static class PyStringLayout
{
    /// <summary>Where the space is odd, the extra one goes where Python puts it: left if the width is odd too.</summary>
    public static string Center(string text, int width, string fill)
    {
        var missing = Missing(text, width, fill);
        var left = missing / 2 + (missing & width & 1);
        return Repeat(fill, left) + text + Repeat(fill, missing - left);
    }

    public static string Left(string text, int width, string fill) => text + Repeat(fill, Missing(text, width, fill));

    public static string Right(string text, int width, string fill) => Repeat(fill, Missing(text, width, fill)) + text;

    public static string ZeroFill(string text, int width)
    {
        var missing = Missing(text, width, "0");
        var sign = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        return text[..sign] + new string('0', missing) + text[sign..];
    }

    private static int Missing(string text, int width, string fill)
    {
        if (PyStrings.Length(fill) != 1) throw JinjaException.Type("The fill character must be exactly one character long");
        Bounds.CheckText(width);
        return Math.Max(0, width - PyStrings.Length(text));
    }

    private static string Repeat(string fill, int count) => fill.Length == 1 ? new string(fill[0], count) : string.Concat(Enumerable.Repeat(fill, count));

    /// <summary>Without white space at the ends, or without the given characters.</summary>
    public static string Strip(string text, string? characters, bool start, bool end)
    {
        var (first, last) = (0, text.Length);
        bool Goes(char c) => characters is null ? char.IsWhiteSpace(c) : characters.Contains(c);
        while (start && first < last && Goes(text[first])) first++;
        while (end && last > first && Goes(text[last - 1])) last--;
        return text[first..last];
    }

    /// <summary>Blanks instead of tabs, up to the next column that is a multiple of the size.</summary>
    public static string ExpandTabs(string text, int size)
    {
        var output = new StringBuilder(text.Length);
        var column = 0;
        foreach (var c in text)
        {
            if (c == '\t')
            {
                var spaces = size > 0 ? size - column % size : 0;
                Bounds.CheckText((long)output.Length + spaces);
                output.Append(' ', spaces);
                column += spaces;
            }
            else
            {
                output.Append(c);
                column = c is '\n' or '\r' ? 0 : column + 1;
            }
        }
        return output.ToString();
    }
}
