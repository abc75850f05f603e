using System.Net;
using System.Text.RegularExpressions;

namespace Plumb.Jinja.Filters;

/// <summary>Text without its tags and comments, with single blanks and without character references.</summary>
internal static partial class Tags
{
    public static string Strip(string markup)
    {
        var text = Between("<!--", "-->", markup);
        text = Between("<", ">", text);
        return WebUtility.HtmlDecode(Blanks().Replace(text, " ").Trim());
    }

    private static string Between(string start, string end, string text)
    {
        for (var from = 0; (from = text.IndexOf(start, from, StringComparison.Ordinal)) >= 0;)
        {
            var to = text.IndexOf(end, from, StringComparison.Ordinal);
            if (to < 0) break;
            text = text.Remove(from, to + end.Length - from);
        }
        return text;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
