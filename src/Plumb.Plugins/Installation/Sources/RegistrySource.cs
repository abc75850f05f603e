using System.Globalization;
using System.Net;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation.Packages;
using Plumb.Plugins.Registry;
using Plumb.Plugins.Signatures;

namespace Plumb.Plugins.Installation.Sources;

/// <summary>
/// Packages of the registry at each provider's own host (the provider registry protocol): a package is what the registry says it is
/// where its checksum is in a list that a key signed which the registry names.
/// </summary>
public sealed class RegistrySource(HostServices services, RegistryHttp http, TimeProvider time) : IProviderPackageSource
{
    private const string Service = "providers.v1";
    private const int MaxVersions = 100_000;
    private const int MaxKeys = 50;

    /// <summary>Who vouches for the keys of partners.</summary>
    public HashiCorpKeys Trusted { get; init; } = HashiCorpKeys.Published;

    public async Task<AvailableVersions> FindVersionsAsync(ProviderAddress address, CancellationToken cancellation)
    {
        var json = await VersionsAsync(address, cancellation).ConfigureAwait(false);
        var versions = new List<SemanticVersion>();
        foreach (var version in json.Items("versions").Take(MaxVersions))
            if (version.Text("version") is { } text && SemanticVersion.TryParse(text, out var parsed)) versions.Add(parsed);
        return new AvailableVersions(versions, [.. json.Texts("warnings")]);
    }

    public async Task<PackageInfo> FindPackageAsync(ProviderAddress address, SemanticVersion version, ProviderPlatform platform, CancellationToken cancellation)
    {
        var answer = await GetAsync(address, $"{version}/download/{platform.System}/{platform.Architecture}", cancellation).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NotFound) throw new ProviderSourceException(SourceFault.UnsupportedPlatform, $"provider {address} {version} is not available for {platform}");
        Require(answer, address);
        var json = answer.Json();
        await RequireProtocolAsync(json, address, version, cancellation).ConfigureAwait(false);
        if (json.Text("os") != platform.System || json.Text("arch") != platform.Architecture)
            throw new ProviderSourceException($"registry response to request for {platform} archive has incorrect target {json.Text("os")}_{json.Text("arch")}");
        var location = Address(answer, json.Text("download_url"), "download URL");
        var authentication = await AuthenticationAsync(answer, json, address, cancellation).ConfigureAwait(false);
        return new PackageInfo(address, version, platform, new DownloadPackage(location), authentication);
    }

    public string Describe(ProviderAddress address) => "provider registry " + address.Host;

    private async Task<RegistryAuthentication> AuthenticationAsync(HttpAnswer answer, JsonElement json, ProviderAddress address, CancellationToken cancellation)
    {
        var checksum = json.Text("shasum") ?? "";
        if (checksum.Length != 64 || !checksum.All(char.IsAsciiHexDigit)) throw Failed(address, $"registry response includes invalid SHA256 hash \"{checksum}\"");
        if (json.Text("filename") is not { Length: > 0 } filename) throw Failed(address, "registry response names no file");
        var document = await FileAsync(Address(answer, json.Text("shasums_url"), "SHASUMS URL"), address, "authentication checksums", cancellation).ConfigureAwait(false);
        var signature = await FileAsync(Address(answer, json.Text("shasums_signature_url"), "SHASUMS signature URL"), address, "cryptographic signature", cancellation).ConfigureAwait(false);
        var keys = json.Member("signing_keys", JsonValueKind.Object)?.Items("gpg_public_keys").Take(MaxKeys).Where(k => k.Text("ascii_armor") is not null).Select(k => new PublishedKey(k.Text("ascii_armor") ?? "", k.Text("trust_signature") ?? "")).ToArray() ?? [];
        return new RegistryAuthentication(new SignedChecksums(document, signature, keys), filename, checksum.ToLowerInvariant(), Trusted, time);
    }

    private async Task<byte[]> FileAsync(Uri location, ProviderAddress address, string what, CancellationToken cancellation)
    {
        try
        {
            var answer = await http.GetAsync(location, null, cancellation).ConfigureAwait(false);
            return answer.Status == HttpStatusCode.OK ? answer.Body : throw new ProviderSourceException($"{(int)answer.Status} returned from {location.Authority}");
        }
        catch (ProviderSourceException e)
        {
            throw Failed(address, $"failed to retrieve {what} for provider: {e.Message}");
        }
    }

    private static Uri Address(HttpAnswer answer, string? text, string what) =>
        !string.IsNullOrEmpty(text) && Uri.TryCreate(answer.Location, text, out var location) && location.Scheme is "http" or "https"
            ? location
            : throw new ProviderSourceException($"registry response includes invalid {what}: it must use the scheme http or https");

    private async Task RequireProtocolAsync(JsonElement json, ProviderAddress address, SemanticVersion version, CancellationToken cancellation)
    {
        var protocols = json.Texts("protocols").ToArray();
        if (protocols.Length == 0 || protocols.Any(IsSpoken)) return;
        var all = await VersionsAsync(address, cancellation).ConfigureAwait(false);
        var newest = all.Items("versions").Take(MaxVersions)
            .Where(v => v.Texts("protocols").Any(IsSpoken))
            .Select(v => SemanticVersion.TryParse(v.Text("version") ?? "", out var parsed) ? parsed : null)
            .Max();
        throw new ProviderSourceException(SourceFault.UnsupportedProtocol, $"provider {address} {version} speaks the plugin protocol {string.Join(", ", protocols)}, and 5 and 6 are spoken here") { Suggestion = newest?.ToString() };
    }

    private static bool IsSpoken(string protocol) =>
        int.TryParse(protocol.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major is 5 or 6;

    private async Task<JsonElement> VersionsAsync(ProviderAddress address, CancellationToken cancellation)
    {
        var answer = await GetAsync(address, "versions", cancellation).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NotFound) throw new ProviderSourceException(SourceFault.UnknownToRegistry, $"provider registry {address.Host} does not have a provider named {address}");
        Require(answer, address);
        return answer.Json();
    }

    private async Task<HttpAnswer> GetAsync(ProviderAddress address, string path, CancellationToken cancellation)
    {
        var registry = await services.FindAsync(address.Host, Service, cancellation).ConfigureAwait(false);
        try
        {
            return await http.GetAsync(new Uri(registry, $"{address.Namespace}/{address.Type}/{path}"), address.Host, cancellation).ConfigureAwait(false);
        }
        catch (ProviderSourceException e)
        {
            throw Failed(address, e.Message);
        }
    }

    private static void Require(HttpAnswer answer, ProviderAddress address)
    {
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw new ProviderSourceException($"host {address.Host} rejects the request ({(int)answer.Status}): it asks for credentials, or for others than were given. A token can be given in a credentials block of the CLI configuration, or in a variable whose name begins with TF_TOKEN_");
        if (answer.Status != HttpStatusCode.OK) throw Failed(address, $"{(int)answer.Status} {answer.Status}");
    }

    private static ProviderSourceException Failed(ProviderAddress address, string why) => new($"could not query provider registry for {address}: {why}");
}
