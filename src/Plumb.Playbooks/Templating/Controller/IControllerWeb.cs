namespace Plumb.Playbooks.Templating.Controller;

/// <summary>Fetches pages for the <c>url</c> lookup.</summary>
public interface IControllerWeb
{
    /// <summary>The body of the answer. A <see cref="TemplatingException"/> tells why there is none.</summary>
    byte[] Fetch(WebRequest request);
}

/// <summary>What is fetched, and how.</summary>
public sealed record WebRequest(string Url)
{
    public bool ValidateCertificates { get; init; } = true;

    public bool UseProxy { get; init; } = true;

    public string? UserName { get; init; }

    public string? Password { get; init; }

    public bool ForceBasicAuthentication { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of headers that are not sent on to where an answer redirects.</summary>
    public IReadOnlyList<string> UnredirectedHeaders { get; init; } = [];

    /// <summary>Whether caches on the way are asked not to answer.</summary>
    public bool Force { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public string Agent { get; init; } = "ansible-httpget";

    /// <summary>all, yes, safe, urllib2 or none, no.</summary>
    public string FollowRedirects { get; init; } = "urllib2";

    public string? UnixSocket { get; init; }

    /// <summary>A file of certificates that are trusted besides the system's.</summary>
    public string? AuthoritiesPath { get; init; }
}
