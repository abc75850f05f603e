using System.Net;
using System.Text.Json;
using Plumb.Packages;
using Plumb.Playbooks.Galaxy.Collections;

namespace Plumb.Playbooks.Galaxy.Servers;

/// <summary>Speaks the API of Galaxy servers: version 1 for roles, version 3 for collections. Answers are bounded in size and number.</summary>
public sealed class GalaxyClient(GalaxyServer server, HttpClient http)
{
    private const int MaxBytes = 32 << 20;
    private const int MaxPages = 200;

    private Dictionary<string, Uri>? _versions;

    public GalaxyServer Server => server;

    /// <summary>What lets in at the server, for an address that is the server's own; nobody else gets it.</summary>
    public string? AuthorizationFor(Uri location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return location.Host == server.Address.Host && location.Port == server.Address.Port ? server.Authorization : null;
    }

    /// <summary>Null where the server does not know the role. Throws <see cref="FetchException"/>.</summary>
    public async Task<ServerRole?> FindRoleAsync(string name, CancellationToken cancellation)
    {
        var (owner, role) = (name.Split('.')[0], name.Split('.')[1]);
        var api = await ApiAsync("v1", cancellation).ConfigureAwait(false);
        using var found = await GetAsync(new Uri(api, $"roles/?owner__username={Uri.EscapeDataString(owner)}&name={Uri.EscapeDataString(role)}"), cancellation).ConfigureAwait(false);
        if (found is null || Elements(found.RootElement, "results") is not [var result, ..]) return null;
        var versions = new List<(string, string?)>();
        var next = new Uri(api, $"roles/{Text(result, "id")}/versions/?page_size=50");
        for (var page = 0; page < MaxPages && next is not null; page++)
        {
            using var list = await GetAsync(next, cancellation).ConfigureAwait(false);
            if (list is null) break;
            foreach (var version in Elements(list.RootElement, "results"))
                if (Text(version, "name") is { } text) versions.Add((text, Text(version, "source")));
            next = Text(list.RootElement, "next_link") is { } link ? OwnAddress(next, link) : null;
        }
        return new ServerRole(name, Text(result, "github_user") ?? owner, Text(result, "github_repo") ?? role, Text(result, "github_branch"), versions);
    }

    /// <summary>The versions of a collection; null where the server does not know it. Throws <see cref="FetchException"/>.</summary>
    public async Task<IReadOnlyList<CollectionVersion>?> FindVersionsAsync(string name, CancellationToken cancellation)
    {
        var next = await CollectionAsync(name, "versions/?limit=100", cancellation).ConfigureAwait(false);
        var versions = new List<CollectionVersion>();
        for (var page = 0; page < MaxPages && next is not null; page++)
        {
            using var list = await GetAsync(next, cancellation).ConfigureAwait(false);
            if (list is null) return page == 0 ? null : versions;
            foreach (var version in Elements(list.RootElement, "data"))
                if (CollectionVersion.TryParse(Text(version, "version"), out var parsed)) versions.Add(parsed);
            next = list.RootElement.TryGetProperty("links", out var links) && Text(links, "next") is { } link ? OwnAddress(next, link) : null;
        }
        return versions;
    }

    /// <summary>Where the archive of a version is, its hash, and what it depends on. Throws <see cref="FetchException"/>.</summary>
    public async Task<ServerCollection> GetVersionAsync(string name, CollectionVersion version, CancellationToken cancellation)
    {
        var location = await CollectionAsync(name, $"versions/{version}/", cancellation).ConfigureAwait(false);
        using var document = await GetAsync(location, cancellation).ConfigureAwait(false) ?? throw new FetchException($"{location} is not there.");
        var root = document.RootElement;
        var download = Text(root, "download_url") ?? throw new FetchException($"{location} does not say where the archive is.");
        var hash = root.TryGetProperty("artifact", out var artifact) ? Text(artifact, "sha256") : null;
        var dependencies = new List<KeyValuePair<string, string>>();
        if (root.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("dependencies", out var map) && map.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in map.EnumerateObject()) dependencies.Add(KeyValuePair.Create(property.Name, property.Value.ToString()));
        }
        var signatures = Elements(root, "signatures").Select(s => Text(s, "signature")).OfType<string>().ToList();
        return new ServerCollection(new Uri(location, download), hash, dependencies) { Signatures = signatures };
    }

    private async Task<Uri> CollectionAsync(string name, string rest, CancellationToken cancellation) =>
        new(await ApiAsync("v3", cancellation).ConfigureAwait(false), $"collections/{name.Replace('.', '/')}/{rest}");

    private async Task<Uri> ApiAsync(string version, CancellationToken cancellation)
    {
        _versions ??= await FindApiAsync(cancellation).ConfigureAwait(false);
        return _versions.TryGetValue(version, out var api) ? api : throw new FetchException($"{server.Address} does not offer the API in version {version}.");
    }

    /// <summary>The address given may be that of the server or of its API.</summary>
    private async Task<Dictionary<string, Uri>> FindApiAsync(CancellationToken cancellation)
    {
        var root = new Uri(server.Address.ToString().TrimEnd('/') + "/");
        foreach (var api in new[] { root, new Uri(root, "api/") })
        {
            using var document = await TryGetJsonAsync(api, cancellation).ConfigureAwait(false);
            if (document is null || document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("available_versions", out var versions) || versions.ValueKind != JsonValueKind.Object) continue;
            return versions.EnumerateObject().Where(v => v.Value.ValueKind == JsonValueKind.String)
                .ToDictionary(v => v.Name, v => OwnAddress(api, (v.Value.GetString() ?? "").TrimEnd('/') + "/"), StringComparer.Ordinal);
        }
        throw new FetchException($"{server.Address} is no Galaxy server: it does not say which versions of the API it has.");
    }

    private async Task<JsonDocument?> TryGetJsonAsync(Uri location, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(location, cancellation).ConfigureAwait(false);
        }
        catch (FetchException e) when (e.InnerException is JsonException)
        {
            return null;
        }
    }

    /// <summary>Links may not lead to another host, which would get the token.</summary>
    private Uri OwnAddress(Uri from, string link)
    {
        var location = new Uri(from, link);
        return location.Host == server.Address.Host && location.Port == server.Address.Port ? location : throw new FetchException($"{server.Address} leads on to {location}, which is another server.");
    }

    private async Task<JsonDocument?> GetAsync(Uri location, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, location);
            request.Headers.TryAddWithoutValidation("Accept", "application/json, */*");
            if (server.Authorization is { } authorization) request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound) return null;
            if (!response.IsSuccessStatusCode) throw new FetchException($"{location} answered with {(int)response.StatusCode}.");
            using var buffer = new MemoryStream();
            await using var source = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            await BoundedCopy.CopyAsync(source, buffer, MaxBytes, cancellation).ConfigureAwait(false);
            return JsonDocument.Parse(buffer.ToArray());
        }
        catch (JsonException e)
        {
            throw new FetchException($"{location} did not answer with JSON: {e.Message}", e);
        }
        catch (HttpRequestException e)
        {
            throw new FetchException($"{location} cannot be reached: {e.Message}", e);
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new FetchException($"{location} did not answer in time.", e);
        }
    }

    private static IReadOnlyList<JsonElement> Elements(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string? Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;
}

/// <summary>A version of a collection on a server.</summary>
public sealed record ServerCollection(Uri Location, string? Sha256, IReadOnlyList<KeyValuePair<string, string>> Dependencies)
{
    /// <summary>Detached signatures of its manifest.</summary>
    public IReadOnlyList<string> Signatures { get; init; } = [];
}
