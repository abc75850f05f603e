namespace Plumb.Hosts.Network;

/// <summary>Which proxy the environment names for an address, by the variables that curl and Python know.</summary>
internal static class ProxyChoice
{
    public static Uri? For(Uri address, IReadOnlyDictionary<string, string> environment)
    {
        string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } lower ? lower : environment.GetValueOrDefault(name.ToUpperInvariant());
        if (Variable("no_proxy") is { } excluded && excluded.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(e => Excludes(e, address))) return null;
        // A server's request headers arrive as HTTP_*, so that the upper-case name of this one is not to be trusted there; the lower-case one is.
        var proxy = address.Scheme == "https" ? Variable("https_proxy") : environment.GetValueOrDefault("http_proxy");
        proxy ??= Variable("all_proxy");
        if (string.IsNullOrEmpty(proxy)) return null;
        return Uri.TryCreate(proxy.Contains("://", StringComparison.Ordinal) ? proxy : "http://" + proxy, UriKind.Absolute, out var parsed) ? parsed : null;
    }

    private static bool Excludes(string entry, Uri address)
    {
        if (entry == "*") return true;
        var host = address.Host;
        var name = entry.TrimStart('.');
        return name.Equals(host, StringComparison.OrdinalIgnoreCase) || name.Equals($"{host}:{address.Port}", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
    }
}
