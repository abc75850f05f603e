using Plumb.Packages;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>
/// The address of a package taken apart: how to get it, from where, and the parameters in the query that are for us and
/// not for the server.
/// </summary>
internal sealed record PackageAddress(string Getter, Uri Location, IReadOnlyDictionary<string, string> Parameters)
{
    private static readonly HashSet<string> Ours = new(["ref", "depth", "sshkey", "rev", "checksum", "archive", "filename"], StringComparer.Ordinal);

    internal string? this[string parameter] => Parameters.GetValueOrDefault(parameter);

    internal static PackageAddress Parse(string text)
    {
        var (getter, rest) = RemoteAddress.SplitGetter(text);
        if (!Uri.TryCreate(rest, UriKind.Absolute, out var uri)) throw new FetchException($"\"{text}\" is not an address.");
        var ours = new Dictionary<string, string>(StringComparer.Ordinal);
        var theirs = new List<string>();
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            if (Ours.Contains(name)) ours[name] = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
            else theirs.Add(pair);
        }
        var query = theirs.Count == 0 ? "" : "?" + string.Join('&', theirs);
        return new PackageAddress(getter.Length > 0 ? getter : uri.Scheme, new Uri(uri.GetLeftPart(UriPartial.Path) + query), ours);
    }
}
