using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;
using Plumb.Provider.Docker.Images;

namespace Plumb.Provider.Docker.Registries;

/// <summary>
/// Speaks to registries as the distribution specification has it, and signs in as a registry's challenge says: with name and
/// password, or with a token that another server gives for them.
/// </summary>
internal sealed partial class RegistryClient : IDisposable
{
    private const int LargestManifest = 4 * 1024 * 1024;

    private static readonly string[] Manifests =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly RegistryCredentials _credentials;
    private readonly HttpClient _http;

    public RegistryClient(RegistryCredentials credentials, bool skipVerification)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(30) };
#pragma warning disable CA5359 // that is what insecure_skip_verify asks for
        if (skipVerification) handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        _credentials = credentials;
        _http = new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(2), MaxResponseContentBufferSize = LargestManifest };
    }

    public void Dispose() => _http.Dispose();

    /// <param name="method">What to do.</param>
    /// <param name="image">Whose registry and repository are meant.</param>
    /// <param name="path">What of the repository.</param>
    /// <param name="cancellation">Ends the request.</param>
    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, ImageReference image, string path, CancellationToken cancellation)
    {
        var response = await SendAsync(method, image, path, null, cancellation);
        if (response.StatusCode != HttpStatusCode.Unauthorized || response.Headers.WwwAuthenticate.FirstOrDefault() is not { } challenge) return response;
        var login = await _credentials.FindAsync(image.Registry, cancellation);
        var authorization = challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? await TokenAsync(challenge.Parameter ?? "", image, login, cancellation)
            : Basic(login);
        if (authorization is null) return response;
        response.Dispose();
        return await SendAsync(method, image, path, authorization, cancellation);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, ImageReference image, string path, AuthenticationHeaderValue? authorization, CancellationToken cancellation)
    {
        var host = image.Registry == RegistryName.DockerHub ? "registry-1.docker.io" : image.Registry;
        var scheme = _credentials.IsInsecure(image.Registry) ? "http" : "https";
        var request = new HttpRequestMessage(method, $"{scheme}://{host}/v2/{image.Repository}/{path}");
        foreach (var kind in Manifests) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(kind));
        request.Headers.Authorization = authorization;
        return _http.SendAsync(request, cancellation);
    }

    private async Task<AuthenticationHeaderValue?> TokenAsync(string challenge, ImageReference image, RegistryLogin? login, CancellationToken cancellation)
    {
        var parameters = Parameters(challenge);
        if (!parameters.TryGetValue("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var server)) return null;
        var query = new Query(server.GetLeftPart(UriPartial.Path)).With("service", parameters.GetValueOrDefault("service")).With("scope", parameters.GetValueOrDefault("scope") ?? $"repository:{image.Repository}:pull");
        var request = new HttpRequestMessage(HttpMethod.Get, query.ToString());
        request.Headers.Authorization = Basic(login);
        using var response = await _http.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode) return null;
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
        foreach (var name in new[] { "token", "access_token" })
            if (document.RootElement.TryGetProperty(name, out var token) && token.GetString() is { Length: > 0 } text) return new AuthenticationHeaderValue("Bearer", text);
        return null;
    }

    private static AuthenticationHeaderValue? Basic(RegistryLogin? login) => login?.UserName is null
        ? null
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.UserName}:{login.Password}")));

    /// <summary>name="value", separated by commas; commas inside quotes belong to the value.</summary>
    private static Dictionary<string, string> Parameters(string challenge)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = challenge.AsSpan();
        while (rest.IndexOf('=') is > 0 and var equals)
        {
            var name = rest[..equals].Trim(", ").ToString();
            rest = rest[(equals + 1)..];
            var isQuoted = rest.StartsWith("\"");
            if (isQuoted) rest = rest[1..];
            var end = rest.IndexOf(isQuoted ? '"' : ',');
            parameters[name] = (end < 0 ? rest : rest[..end]).ToString();
            rest = end < 0 ? [] : rest[(end + 1)..];
        }
        return parameters;
    }

    private static string? Digest(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Docker-Content-Digest", out var values) && values.FirstOrDefault() is { Length: > 0 } digest ? digest : null;
}
