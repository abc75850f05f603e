using Plumb.Operations.Hosts;

namespace Plumb.Operations.Network.Http;

/// <summary>The cookies that servers set while one question is followed. A cookie goes back to the host that set it, for its path.</summary>
internal sealed class CookieJar
{
    private readonly List<(string Host, string Path, string Name, string Value)> _cookies = [];

    public IReadOnlyList<KeyValuePair<string, string>> All => [.. _cookies.Select(c => KeyValuePair.Create(c.Name, c.Value))];

    public void Take(Uri address, HttpAnswer answer)
    {
        foreach (var (_, value) in answer.Headers.Where(h => string.Equals(h.Key, "Set-Cookie", StringComparison.OrdinalIgnoreCase)))
        {
            var parts = value.Split(';');
            var split = parts[0].IndexOf('=', StringComparison.Ordinal);
            if (split <= 0) continue;
            var name = parts[0][..split].Trim();
            var path = parts.Skip(1).Select(p => p.Trim()).FirstOrDefault(p => p.StartsWith("path=", StringComparison.OrdinalIgnoreCase))?[5..] ?? "/";
            _cookies.RemoveAll(c => c.Host == address.Host && c.Path == path && c.Name == name);
            _cookies.Add((address.Host, path, name, parts[0][(split + 1)..].Trim().Trim('"')));
        }
        _cookies.Sort((one, other) => other.Path.Length.CompareTo(one.Path.Length));
    }

    /// <summary>The header for an address, or null without cookies for it.</summary>
    public string? For(Uri address)
    {
        var found = _cookies.Where(c => c.Host == address.Host && address.AbsolutePath.StartsWith(c.Path, StringComparison.Ordinal)).ToArray();
        return found.Length == 0 ? null : string.Join("; ", found.Select(c => c.Name + "=" + c.Value));
    }
}
