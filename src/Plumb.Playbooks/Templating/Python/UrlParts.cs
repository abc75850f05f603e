using System.Globalization;
using System.Text;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>A URL taken apart as Python's <c>urllib.parse.urlsplit</c> does it: lenient, nothing decoded.</summary>
internal sealed record UrlParts(string Scheme, string Location, string Path, string Query, string Fragment)
{
    private string UserInfo => Location.LastIndexOf('@') is >= 0 and var at ? Location[..at] : "";

    private string HostInfo => Location[(Location.LastIndexOf('@') + 1)..];

    public string? UserName => Location.Contains('@', StringComparison.Ordinal) ? UserInfo.Split(':', 2)[0] : null;

    public string? Password => UserInfo.Split(':', 2) is [_, var password] ? password : null;

    public string? HostName
    {
        get
        {
            var info = HostInfo;
            var host = info.StartsWith('[') ? info[1..].Split(']')[0] : info.Split(':')[0];
            return host.Length == 0 ? null : host.ToLowerInvariant();
        }
    }

    public long? Port
    {
        get
        {
            var info = HostInfo;
            var after = info.StartsWith('[') ? info[(info.IndexOf(']', StringComparison.Ordinal) + 1)..] : info;
            var text = after.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? after[(colon + 1)..] : "";
            if (text.Length == 0) return null;
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) throw TemplatingException.Filter($"Port could not be cast to integer value as '{text}'");
            return port <= 65535 ? port : throw TemplatingException.Filter("Port out of range 0-65535");
        }
    }

    public static UrlParts Split(string url)
    {
        var rest = string.Concat(url.TrimStart([.. Enumerable.Range(0, 33).Select(c => (char)c)]).Where(c => c is not ('\t' or '\r' or '\n')));
        var scheme = "";
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && char.IsAsciiLetter(rest[0]) && rest[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
        {
            scheme = rest[..colon].ToLowerInvariant();
            rest = rest[(colon + 1)..];
        }

        var location = "";
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var end = rest.IndexOfAny(['/', '?', '#'], 2);
            location = end < 0 ? rest[2..] : rest[2..end];
            rest = end < 0 ? "" : rest[end..];
            if (location.Contains('[', StringComparison.Ordinal) != location.Contains(']', StringComparison.Ordinal)) throw TemplatingException.Filter("Invalid IPv6 URL");
        }

        (rest, var fragment) = Cut(rest, '#');
        (rest, var query) = Cut(rest, '?');
        return new UrlParts(scheme, location, rest, query, fragment);
    }

    /// <summary>Percent signs and plus signs undone; bytes that are no UTF-8 become the replacement character.</summary>
    public static string UnquotePlus(string text)
    {
        var output = new StringBuilder();
        List<byte> bytes = [];
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                at += 2;
                continue;
            }

            Flush();
            output.Append(text[at] == '+' ? ' ' : text[at]);
        }

        Flush();
        return output.ToString();

        void Flush()
        {
            if (bytes.Count > 0) output.Append(Encoding.UTF8.GetString([.. bytes]));
            bytes.Clear();
        }
    }

    private static (string Before, string After) Cut(string text, char mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");
}
