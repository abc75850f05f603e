using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Images;

namespace Plumb.Provider.Docker.Registries;

/// <summary>One of the images that an image for several platforms is made of.</summary>
internal sealed record PlatformImage(string MediaType, string Digest, string Architecture, string System);

/// <summary>What a registry knows of images.</summary>
internal sealed partial class RegistryClient
{
    private const int MostPages = 1000;

    /// <summary>Null where the registry has no such image.</summary>
    /// <exception cref="EngineException">The registry cannot be reached or refuses.</exception>
    public Task<string?> FindDigestAsync(ImageReference image, CancellationToken cancellation) => ReachAsync(image, async () =>
    {
        using var head = await AskAsync(HttpMethod.Head, image, Manifest(image.Version), cancellation);
        if (IsMissing(head)) return null;
        if (head.IsSuccessStatusCode && Digest(head) is { } told) return told;
        // Not every registry answers HEAD, or says the digest: then it is that of the manifest.
        using var get = await AskAsync(HttpMethod.Get, image, Manifest(image.Version), cancellation);
        if (!get.IsSuccessStatusCode) throw Refusal(image, get);
        return Digest(get) ?? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(await get.Content.ReadAsByteArrayAsync(cancellation)));
    });

    /// <summary>The images for each platform, none for an image that is for one platform only; null where the registry has no such image.</summary>
    /// <exception cref="EngineException">The registry cannot be reached or refuses.</exception>
    public Task<IReadOnlyList<PlatformImage>?> FindPlatformsAsync(ImageReference image, CancellationToken cancellation) => ReachAsync<IReadOnlyList<PlatformImage>?>(image, async () =>
    {
        using var get = await AskAsync(HttpMethod.Get, image, Manifest(image.Version), cancellation);
        if (IsMissing(get)) return null;
        if (!get.IsSuccessStatusCode) throw Refusal(image, get);
        using var document = await JsonAsync(image, get, cancellation);
        if (!document.RootElement.TryGetProperty("manifests", out var manifests) || manifests.ValueKind != JsonValueKind.Array) return [];
        return [.. manifests.EnumerateArray().Select(m => new PlatformImage(Text(m, "mediaType"), Text(m, "digest"), Text(m, "platform", "architecture"), Text(m, "platform", "os")))];
    });

    /// <summary>The tags of the image's repository; null where the registry has no such repository.</summary>
    /// <exception cref="EngineException">The registry cannot be reached or refuses.</exception>
    public Task<IReadOnlyList<string>?> FindTagsAsync(ImageReference image, CancellationToken cancellation) => ReachAsync<IReadOnlyList<string>?>(image, async () =>
    {
        var tags = new List<string>();
        var path = "tags/list";
        for (var page = 0; page < MostPages; page++)
        {
            using var get = await AskAsync(HttpMethod.Get, image, path, cancellation);
            if (IsMissing(get)) return null;
            if (!get.IsSuccessStatusCode) throw Refusal(image, get);
            using var document = await JsonAsync(image, get, cancellation);
            if (document.RootElement.TryGetProperty("tags", out var told) && told.ValueKind == JsonValueKind.Array) tags.AddRange(told.EnumerateArray().Select(t => t.GetString() ?? ""));
            if (Next(get) is not { } query) return tags;
            path = "tags/list" + query;
        }
        throw new EngineException($"The registry {image.Registry} has no end of tags.");
    });

    /// <summary>Takes an image away by its digest, or where the registry has it so by its tag. What is gone already is removed.</summary>
    /// <exception cref="EngineException">The registry cannot be reached or refuses.</exception>
    public Task DeleteAsync(ImageReference image, string digest, CancellationToken cancellation) => ReachAsync(image, async () =>
    {
        using var byDigest = await AskAsync(HttpMethod.Delete, image, Manifest(digest), cancellation);
        if (byDigest.IsSuccessStatusCode || byDigest.StatusCode == HttpStatusCode.NotFound) return true;
        using var byTag = await AskAsync(HttpMethod.Delete, image, Manifest(image.Version), cancellation);
        if (byTag.IsSuccessStatusCode || byTag.StatusCode == HttpStatusCode.NotFound) return true;
        if (byDigest.StatusCode == HttpStatusCode.MethodNotAllowed) throw new EngineException($"The registry {image.Registry} lets nobody delete images. With keep_remotely = true the image stays there.", byDigest.StatusCode);
        throw Refusal(image, byDigest);
    });

    private static string Manifest(string version) => $"manifests/{version}";

    /// <summary>Registries do not say of what they show to nobody that it is there.</summary>
    private static bool IsMissing(HttpResponseMessage response) => response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>The query of the page after this one, of <c>Link: &lt;/v2/…?last=x&gt;; rel="next"</c>; null on the last.</summary>
    private static string? Next(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links) || links.FirstOrDefault(l => l.Contains("rel=\"next\"", StringComparison.Ordinal)) is not { } link) return null;
        var (query, end) = (link.IndexOf('?', StringComparison.Ordinal), link.IndexOf('>', StringComparison.Ordinal));
        return query >= 0 && end > query ? link[query..end] : null;
    }

    private static async Task<T> ReachAsync<T>(ImageReference image, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException e)
        {
            throw new EngineException($"The registry {image.Registry} cannot be reached: {e.InnerException?.Message ?? e.Message}", cause: e);
        }
    }

    private static async Task<JsonDocument> JsonAsync(ImageReference image, HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            throw new EngineException($"The registry {image.Registry} answered what is no description of an image.");
        }
        catch (JsonException e)
        {
            throw new EngineException($"The registry {image.Registry} answered what is no description of an image.", cause: e);
        }
    }

    private static string Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return "";
        return element.ValueKind == JsonValueKind.String ? element.GetString() ?? "" : "";
    }

    private static EngineException Refusal(ImageReference image, HttpResponseMessage response) =>
        new($"The registry {image.Registry} answered {(int)response.StatusCode} ({response.ReasonPhrase}).", response.StatusCode);
}
