using System.Text;
using System.Text.RegularExpressions;
using Plumb.Operations.Hashing;

namespace Plumb.Operations.Network.Http;

/// <summary>Answers what a server asks for who asks it: RFC 7617 (Basic) and RFC 7616 (Digest).</summary>
internal static partial class Challenge
{
    /// <summary>The header to send, or null for a challenge that is not known.</summary>
    public static string? Answer(string? challenge, UrlQuestion question, Uri address)
    {
        if (challenge is null || question.User is not { } user) return null;
        var digest = challenge.IndexOf("digest", StringComparison.OrdinalIgnoreCase);
        if (digest >= 0) return Digest(challenge[digest..], question, user, address);
        return challenge.Contains("basic", StringComparison.OrdinalIgnoreCase) ? Credentials.Basic(user, question.Password) : null;
    }

    private static string? Digest(string challenge, UrlQuestion question, string user, Uri address)
    {
        var fields = Field().Matches(challenge).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Success ? m.Groups[2].Value : m.Groups[3].Value, StringComparer.OrdinalIgnoreCase);
        var (realm, nonce) = (fields.GetValueOrDefault("realm", ""), fields.GetValueOrDefault("nonce", ""));
        var name = fields.GetValueOrDefault("algorithm", "MD5").ToUpperInvariant();
        if ((name switch { "MD5" => "md5", "SHA" => "sha1", "SHA-256" => "sha256", _ => null }) is not { } algorithm) return null;
        string Hash(string text) => ContentDigest.Hex(algorithm, Encoding.UTF8.GetBytes(text));
        var path = address.PathAndQuery;
        var first = Hash($"{user}:{realm}:{question.Password}");
        var second = Hash($"{question.Method}:{path}");
        var usesQuality = fields.GetValueOrDefault("qop", "").Split(',').Any(q => q.Trim() == "auth");
        var client = Guid.NewGuid().ToString("N")[..16];
        var response = usesQuality ? Hash($"{first}:{nonce}:00000001:{client}:auth:{second}") : Hash($"{first}:{nonce}:{second}");
        var header = new StringBuilder($"Digest username=\"{user}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{path}\", response=\"{response}\"");
        if (fields.TryGetValue("opaque", out var opaque)) header.Append($", opaque=\"{opaque}\"");
        header.Append($", algorithm=\"{name}\"");
        if (usesQuality) header.Append($", qop=auth, nc=00000001, cnonce=\"{client}\"");
        return header.ToString();
    }

    [GeneratedRegex("""(\w+)=(?:"([^"]*)"|([^\s,]+))""")]
    private static partial Regex Field();
}
