using System.Text.RegularExpressions;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Filters;

/// <summary>Makes links of the web and mail addresses in a text. Brackets and punctuation around an address stay outside.</summary>
internal static partial class Urlizer
{
    /// <summary>How many milliseconds one word may take; a word made to be slow is a fault.</summary>
    private const int Patience = 1000;

    private sealed record Link(string Attributes, int? Limit, IReadOnlyList<string> Schemes);

    private static readonly (string Start, string End)[] Brackets = [("(", ")"), ("<", ">"), ("&lt;", "&gt;")];

    public static object Apply(RenderContext context, object? value, object?[] arguments)
    {
        var relations = (arguments[3] is null ? "" : PyText.Str(arguments[3])).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Concat(PyValues.Truth(arguments[1]) ? ["nofollow"] : Array.Empty<string>()).Append("noopener").Distinct().Order(StringComparer.Ordinal);
        var attributes = $" rel=\"{Markup.EscapeText(string.Join(' ', relations))}\"";
        if (PyValues.Truth(arguments[2])) attributes += $" target=\"{Markup.EscapeText(PyText.Str(arguments[2]))}\"";
        string[] schemes = [.. PyValues.Iterate(arguments[4] ?? new PyList()).Select(PyText.Str)];
        foreach (var scheme in schemes)
        {
            if (!Scheme().IsMatch(scheme)) throw new JinjaException("FilterArgumentError", $"{PyText.Repr(scheme)} is not a valid URI scheme prefix.");
        }
        var link = new Link(attributes, arguments[0] is null ? null : Texts.Count(arguments[0]), schemes);
        var text = string.Concat(Blanks().Split(Markup.Escape(value).Text).Select(word => LinkWord(word, link)));
        return context.Autoescape ? new Markup(text) : text;
    }

    private static string LinkWord(string word, Link link)
    {
        var head = Opening().Match(word).Value;
        var middle = word[head.Length..];
        var tail = Closing().Match(middle).Value;
        middle = middle[..^tail.Length];
        foreach (var (start, end) in Brackets) Balance(start, end, ref middle, ref tail);
        return head + Anchor(middle, link) + tail;
    }

    /// <summary>Takes closing brackets back from the tail, for those opened in the address.</summary>
    private static void Balance(string start, string end, ref string middle, ref string tail)
    {
        var opened = middle.AsSpan().Count(start);
        if (opened <= middle.AsSpan().Count(end)) return;
        for (var i = Math.Min(opened, tail.AsSpan().Count(end)); i > 0; i--)
        {
            var behind = tail.IndexOf(end, StringComparison.Ordinal) + end.Length;
            middle += tail[..behind];
            tail = tail[behind..];
        }
    }

    private static string Anchor(string address, Link link)
    {
        if (Web().IsMatch(address))
        {
            var hasScheme = address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal);
            return $"<a href=\"{(hasScheme ? "" : "https://")}{address}\"{link.Attributes}>{Trim(address, link.Limit)}</a>";
        }
        if (address.StartsWith("mailto:", StringComparison.Ordinal) && Mail().IsMatch(address[7..])) return $"<a href=\"{address}\">{address[7..]}</a>";
        if (address.Contains('@') && !address.StartsWith("www.", StringComparison.Ordinal) && !address.Contains(':') && Mail().IsMatch(address))
        {
            return $"<a href=\"mailto:{address}\">{address}</a>";
        }
        foreach (var scheme in link.Schemes)
        {
            if (address != scheme && address.StartsWith(scheme, StringComparison.Ordinal)) address = $"<a href=\"{address}\"{link.Attributes}>{address}</a>";
        }
        return address;
    }

    private static string Trim(string address, int? limit) => limit is { } most && address.Length > most ? address[..most] + "..." : address;

    [GeneratedRegex(@"(\s+)")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^([(<]|&lt;)+")]
    private static partial Regex Opening();

    [GeneratedRegex(@"([)>.,\n]|&gt;)+$", RegexOptions.RightToLeft)]
    private static partial Regex Closing();

    /// <summary>An address with a scheme or www, a name under one of the old top domains, or a number with a scheme; then port and path.</summary>
    [GeneratedRegex(@"^((https?://|www\.)([\w%-]+\.)*([a-z]{2,63}|xn--[\w%]{2,59})|([\w%-]{2,63}\.)+(com|net|int|edu|gov|org|info|mil)|https?://(\d{1,3}(\.\d{1,3}){3}|\[([\da-f]{0,4}:){2}([\da-f]{0,4}:?){1,6}\]))(:\d{1,5})?([/?#]\S*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex Web();

    [GeneratedRegex(@"^\S+@\w[\w.-]*\.\w+$", RegexOptions.None, Patience)]
    private static partial Regex Mail();

    [GeneratedRegex(@"^([\w.+-]{2,}:(/){0,2})$")]
    private static partial Regex Scheme();
}
