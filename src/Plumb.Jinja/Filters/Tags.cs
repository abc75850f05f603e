using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumb.Jinja.Filters;

/// <summary>Text without its tags and comments, with single blanks and without character references.</summary>
internal static partial class Tags
{
    public static string Strip(string markup)
    {
        var text = Without("<!--", "-->", markup);
        text = Without("<", ">", text);
        return WebUtility.HtmlDecode(Blanks().Replace(text, " ").Trim());
    }

    private static string Without(string start, string end, string text)
    {
        var output = new StringBuilder(text.Length);
        var position = 0;
        while (text.IndexOf(start, position, StringComparison.Ordinal) is >= 0 and var from && text.IndexOf(end, from, StringComparison.Ordinal) is >= 0 and var to)
        {
            output.Append(text, position, from - position);
            position = to + end.Length;
        }
        return output.Append(text, position, text.Length - position).ToString();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
