using Plumb.Operations.Hosts;

namespace Plumb.Operations.Network.Http;

/// <summary>Where an answer sends on to, and how the question changes on the way.</summary>
internal static class Redirect
{
    private static readonly HashSet<string> BodyHeaders = new(StringComparer.OrdinalIgnoreCase) { "Content-Length", "Content-Type", "Transfer-Encoding" };

    /// <summary>The next question, or null where the answer is the last.</summary>
    public static UrlQuestion? Next(UrlQuestion question, Uri address, HttpAnswer answer)
    {
        if (answer.Status is not (301 or 302 or 303 or 307 or 308)) return null;
        if ((answer.Header("Location") ?? answer.Header("URI")) is not { Length: > 0 } location) return null;
        if (!Follows(question, answer.Status)) return null;
        if (!Uri.TryCreate(address, location.Replace(" ", "%20", StringComparison.Ordinal), out var target) || target.Scheme is not ("http" or "https")) return null;
        var keepsBody = answer.Status is 307 or 308 && question.Redirects != RedirectRule.Plain;
        var headers = question.Headers.Where(h => !question.UnredirectedHeaders.Contains(h.Key) && (keepsBody || !BodyHeaders.Contains(h.Key)));
        var isElsewhere = target.Host != address.Host || target.Port != address.Port;
        // Credentials are for the server they were given for.
        if (isElsewhere) headers = headers.Where(h => !string.Equals(h.Key, "Authorization", StringComparison.OrdinalIgnoreCase));
        return question with
        {
            Url = target.AbsoluteUri,
            Method = Method(question, answer.Status),
            Headers = [.. headers],
            Body = keepsBody ? question.Body : null,
            User = isElsewhere ? null : question.User,
        };
    }

    private static bool Follows(UrlQuestion question, int status) => question.Redirects switch
    {
        RedirectRule.None => false,
        RedirectRule.All => true,
        RedirectRule.Safe => question.Method is "GET" or "HEAD",
        _ => question.Method is "GET" or "HEAD" || (question.Method == "POST" && status is 301 or 302 or 303),
    };

    private static string Method(UrlQuestion question, int status)
    {
        if (question.Method == "HEAD") return "HEAD";
        if (question.Redirects == RedirectRule.Plain || status is 302 or 303) return "GET";
        return status == 301 && question.Method == "POST" ? "GET" : question.Method;
    }
}
