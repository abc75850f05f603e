using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Plumb.Engine.Configuration.Versions;
using Plumb.Packages;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>
/// Speaks the protocol of module registries: finds out where a host has its registry, which versions a module has, and where
/// a version's package is.
/// </summary>
/// <param name="http">Asks.</param>
/// <param name="tokenFor">The user's token for a host.</param>
/// <param name="serviceOf">Where a host has a service, if the user says so; then the host is not asked.</param>
public sealed class RegistryClient(HttpClient http, Func<string, CancellationToken, ValueTask<string?>>? tokenFor = null, Func<string, string, string?>? serviceOf = null)
{
    private const int MaxBytes = 32 << 20;
    private const string Service = "modules.v1";

    private readonly Dictionary<string, Uri> _registries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _versions = new(StringComparer.Ordinal);

    /// <summary>How often to ask again where a host cannot be reached or has a fault of its own.</summary>
    public int Retries { get; init; } = 1;

    /// <summary>The versions as the registry writes them; null where it does not know the module. Throws <see cref="FetchException"/>.</summary>
    public async Task<IReadOnlyList<string>?> FindVersionsAsync(RegistryModuleSource module, CancellationToken cancellation)
    {
        if (_versions.TryGetValue(module.Package, out var known)) return known;
        var location = new Uri(await FindRegistryAsync(module.Host, cancellation).ConfigureAwait(false), $"{module.Namespace}/{module.Name}/{module.System}/versions");
        using var response = await SendAsync(location, module.Host, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        using var document = await ReadJsonAsync(response, location, cancellation).ConfigureAwait(false);
        return _versions[module.Package] = ReadVersions(document.RootElement);
    }

    /// <summary>The address of the package of one version.</summary>
    public async Task<string> FindPackageAsync(RegistryModuleSource module, SemanticVersion version, CancellationToken cancellation)
    {
        var location = new Uri(await FindRegistryAsync(module.Host, cancellation).ConfigureAwait(false), $"{module.Namespace}/{module.Name}/{module.System}/{version}/download");
        using var response = await SendAsync(location, module.Host, cancellation).ConfigureAwait(false);
        string? where = null;
        if (response.Headers.TryGetValues("X-Terraform-Get", out var header)) where = header.First();
        if (string.IsNullOrEmpty(where) && response.StatusCode == HttpStatusCode.OK)
        {
            using var document = await ReadJsonAsync(response, location, cancellation).ConfigureAwait(false);
            where = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("location", out var l) ? l.GetString() : null;
        }
        if (string.IsNullOrEmpty(where)) throw new FetchException($"{location} answered with {(int)response.StatusCode} and does not say where the package is.");
        return where.StartsWith('/') || ModuleSourceParser.IsLocal(where) ? new Uri(location, where).ToString() : where;
    }

    /// <summary>What the host's discovery document says of modules.</summary>
    private async Task<Uri> FindRegistryAsync(string host, CancellationToken cancellation)
    {
        if (_registries.TryGetValue(host, out var known)) return known;
        if (serviceOf?.Invoke(host, Service) is { } given)
            return Uri.TryCreate(given.EndsWith('/') ? given : given + "/", UriKind.Absolute, out var own) ? _registries[host] = own : throw new FetchException($"the address \"{given}\" that the host block gives for {host} is none.");
        var location = new Uri($"https://{host}/.well-known/terraform.json");
        using var response = await SendAsync(location, host, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound) throw new FetchException($"the host {host} offers no registry of modules.");
        using var document = await ReadJsonAsync(response, location, cancellation).ConfigureAwait(false);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty(Service, out var service) || service.GetString() is not { } text)
            throw new FetchException($"the host {host} offers no registry of modules.");
        // The address that answered counts, since the host may have sent us on.
        var registry = new Uri(response.RequestMessage?.RequestUri ?? location, text.EndsWith('/') ? text : text + "/");
        return registry.Scheme is "https" or "http" ? _registries[host] = registry : throw new FetchException($"the registry of {host} is at no web address.");
    }

    private async Task<HttpResponseMessage> SendAsync(Uri location, string host, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var request = await RequestAsync(location, host, cancellation).ConfigureAwait(false);
                var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
                if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound) return response;
                var status = response.StatusCode;
                response.Dispose();
                if (status >= HttpStatusCode.InternalServerError && attempt < Retries) continue;
                throw new FetchException(status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                    ? $"{location} may not be read ({(int)status}). A token for {host} can be given in a credentials block of the CLI configuration, or in the variable TF_TOKEN_{host.Replace("-", "__", StringComparison.Ordinal).Replace('.', '_')}."
                    : $"{location} answered with {(int)status}.");
            }
            catch (HttpRequestException e)
            {
                if (attempt >= Retries) throw new FetchException($"{location} cannot be reached: {e.Message}", e);
            }
            catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
            {
                throw new FetchException($"{location} did not answer in time.", e);
            }
        }
    }

    private async ValueTask<HttpRequestMessage> RequestAsync(Uri location, string host, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, location);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("X-Terraform-Version", LanguageVersion.Text);
        // A token is for its host, wherever the service itself may be.
        if (tokenFor is not null && await tokenFor(host, cancellation).ConfigureAwait(false) is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private static async Task<JsonDocument> ReadJsonAsync(HttpResponseMessage response, Uri location, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await using var source = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await BoundedCopy.CopyAsync(source, buffer, MaxBytes, cancellation).ConfigureAwait(false);
        try
        {
            return JsonDocument.Parse(buffer.ToArray());
        }
        catch (JsonException e)
        {
            throw new FetchException($"{location} did not answer with JSON: {e.Message}", e);
        }
    }

    private static List<string> ReadVersions(JsonElement root)
    {
        try
        {
            var versions = new List<string>();
            foreach (var version in root.GetProperty("modules")[0].GetProperty("versions").EnumerateArray())
                if (version.GetProperty("version").GetString() is { } text) versions.Add(text);
            return versions;
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new FetchException("the registry's list of versions does not have the form that it must have.", e);
        }
    }
}
