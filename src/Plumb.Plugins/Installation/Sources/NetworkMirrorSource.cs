using System.Net;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation.Packages;
using Plumb.Plugins.Registry;

namespace Plumb.Plugins.Installation.Sources;

/// <summary>
/// Packages of a host that offers those of many registries (the provider network mirror protocol): static documents, one that lists
/// versions, and one a version that says where its archives are.
/// </summary>
public sealed class NetworkMirrorSource(Uri mirror, RegistryHttp http) : IProviderPackageSource
{
    private const int MaxVersions = 100_000;

    public async Task<AvailableVersions> FindVersionsAsync(ProviderAddress address, CancellationToken cancellation)
    {
        var answer = await GetAsync(address, "index.json", cancellation).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NotFound) throw new ProviderSourceException(SourceFault.NotFound, $"provider {address} was not found at {mirror}");
        Require(answer, address);
        var versions = new List<SemanticVersion>();
        foreach (var version in answer.Json().Member("versions", JsonValueKind.Object)?.EnumerateObject().Take(MaxVersions) ?? [])
            if (SemanticVersion.TryParse(version.Name, out var parsed)) versions.Add(parsed);
        return new AvailableVersions(versions, []);
    }

    public async Task<PackageInfo> FindPackageAsync(ProviderAddress address, SemanticVersion version, ProviderPlatform platform, CancellationToken cancellation)
    {
        var answer = await GetAsync(address, version + ".json", cancellation).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NotFound) throw Failed(address, $"provider mirror does not have archive index for previously-reported {address} version {version}");
        Require(answer, address);
        if (answer.Json().Member("archives", JsonValueKind.Object)?.Member(platform.ToString(), JsonValueKind.Object) is not { } archive)
            throw new ProviderSourceException(SourceFault.UnsupportedPlatform, $"provider mirror {mirror} does not have a package of {address} {version} for {platform}");
        if (archive.Text("url") is not { Length: > 0 } url || !Uri.TryCreate(answer.Location, url, out var location) || location.Scheme is not ("https" or "http"))
            throw Failed(address, $"provider mirror returned invalid URL \"{archive.Text("url")}\"");
        var hashes = archive.Texts("hashes").ToArray();
        if (hashes.FirstOrDefault(h => h.IndexOf(':', StringComparison.Ordinal) < 1) is { } malformed) throw Failed(address, $"provider mirror returned invalid provider hash \"{malformed}\"");
        return new PackageInfo(address, version, platform, new DownloadPackage(location), hashes.Length == 0 ? null : new ChecksumAuthentication(hashes));
    }

    public string Describe(ProviderAddress address) => "provider mirror at " + mirror;

    private async Task<HttpAnswer> GetAsync(ProviderAddress address, string document, CancellationToken cancellation)
    {
        try
        {
            var host = mirror.IsDefaultPort ? mirror.IdnHost : $"{mirror.IdnHost}:{mirror.Port}";
            // A port in the provider's host would make the path look like an absolute address.
            return await http.GetAsync(new Uri($"{mirror}{address}/{document}"), host, cancellation).ConfigureAwait(false);
        }
        catch (ProviderSourceException e) when (!e.IsAbsence)
        {
            throw Failed(address, e.Message);
        }
    }

    private void Require(HttpAnswer answer, ProviderAddress address)
    {
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) throw new ProviderSourceException($"host {answer.Location.Authority} rejected the given authentication credentials");
        if (answer.Status != HttpStatusCode.OK) throw Failed(address, $"server returned unsuccessful status {(int)answer.Status}");
        if (answer.MediaType != "application/json") throw Failed(address, "response has invalid Content-Type: must be application/json");
    }

    private ProviderSourceException Failed(ProviderAddress address, string why) => new($"failed to query provider mirror {mirror} for {address}: {why}");
}
