using Plumb.Operations.Data;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Network.Http;

/// <summary>An address to ask, with everything that decides how.</summary>
internal sealed record UrlQuestion(string Url, string Method)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte>? Body { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public bool ForceBasic { get; init; }

    public bool UseNetrc { get; init; } = true;

    public RedirectRule Redirects { get; init; }

    public IReadOnlySet<string> UnredirectedHeaders { get; init; } = new HashSet<string>();

    public TimeSpan Timeout { get; init; }

    public string? UnixSocket { get; init; }

    public bool UseProxy { get; init; } = true;

    public bool Decompress { get; init; } = true;

    public TlsSettings Tls { get; init; } = TlsSettings.Default;

    /// <summary>A question by the arguments that all operations share which ask for addresses.</summary>
    public static UrlQuestion From(MapData arguments, string url, string method, DateTimeOffset? newerThan)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (arguments.Text("http_agent") is { Length: > 0 } agent) headers.Add(new("User-Agent", agent));
        if (arguments.Flag("force")) headers.Add(new("Cache-Control", "no-cache"));
        else if (newerThan is { } time) headers.Add(new("If-Modified-Since", time.UtcDateTime.ToString("r", System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var (name, value) in (arguments.Map("headers") ?? MapData.Empty).Entries)
        {
            headers.RemoveAll(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase));
            headers.Add(new(name, PythonText.Str(value)));
        }
        return new UrlQuestion(url, method)
        {
            Headers = headers,
            User = arguments.Text("url_username"),
            Password = arguments.Text("url_password"),
            ForceBasic = arguments.Flag("force_basic_auth"),
            UseNetrc = arguments.Flag("use_netrc"),
            Redirects = Rule(arguments.Text("follow_redirects")),
            UnredirectedHeaders = arguments.Texts("unredirected_headers").ToHashSet(StringComparer.OrdinalIgnoreCase),
            Timeout = TimeSpan.FromSeconds(arguments.Integer("timeout") ?? 10),
            UnixSocket = arguments.Text("unix_socket"),
            UseProxy = arguments.Flag("use_proxy"),
            Decompress = arguments.Flag("decompress"),
            Tls = new TlsSettings
            {
                Validate = arguments.Flag("validate_certs"),
                AuthoritiesPath = arguments.Text("ca_path"),
                ClientCertificatePath = arguments.Text("client_cert"),
                ClientKeyPath = arguments.Text("client_key"),
                Ciphers = arguments.Texts("ciphers"),
            },
        };
    }

    private static RedirectRule Rule(string? name) => name switch
    {
        "all" or "yes" => RedirectRule.All,
        "no" or "none" => RedirectRule.None,
        "safe" => RedirectRule.Safe,
        _ => RedirectRule.Plain,
    };
}

/// <summary>Which redirects are followed.</summary>
internal enum RedirectRule
{
    /// <summary>As Python's library does: for GET and HEAD, and a POST that becomes a GET.</summary>
    Plain,

    All,

    None,

    /// <summary>For GET and HEAD.</summary>
    Safe,
}
