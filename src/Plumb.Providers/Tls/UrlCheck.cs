using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;

namespace Plumb.Providers.Tls;

/// <summary>Checks arguments that are URLs of certain kinds.</summary>
internal static class UrlCheck
{
    public static IEnumerable<ProviderDiagnostic> Check(ObjectValue config, string name, IReadOnlyList<string> schemes)
    {
        if (config.TextOf(name) is not { } text) yield break;
        var path = ValuePath.Root.Attribute(name);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
            yield return ProviderDiagnostic.Error("Invalid URL", $"\"{text}\" is not a URL with a host, such as {schemes[0]}://example.com:443.", path);
        else if (!schemes.Contains(url.Scheme))
            yield return ProviderDiagnostic.Error("Invalid URL scheme", $"The URL \"{text}\" is of \"{url.Scheme}\"; it must be of one of: {string.Join(", ", schemes)}.", path);
    }
}
