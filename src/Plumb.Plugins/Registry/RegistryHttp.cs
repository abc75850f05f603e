using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using Plumb.Engine;
using Plumb.Engine.Configuration.Installation;
using Plumb.Packages;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.CliConfiguration.Credentials;
using Plumb.Plugins.Installation;

namespace Plumb.Plugins.Registry;

/// <summary>
/// Asks hosts of registries and mirrors, with the user's token for each, and asks again where one cannot be reached or has a fault
/// of its own. Whatever comes is bounded in size, time and redirections.
/// </summary>
public sealed class RegistryHttp : IDisposable
{
    private const int MaxAnswer = 32 << 20;
    private const long MaxPackage = 4L << 30;
    private const int MaxRedirections = 10;
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly HostCredentials _credentials;
    private readonly NetRc _netRc;
    private readonly TimeSpan _patience;
    private readonly int _retries;
    private readonly int _downloadRetries;

    /// <param name="environment">Says how long to wait and how often to ask again.</param>
    /// <param name="credentials">The user's tokens.</param>
    /// <param name="tls">Whom to trust; null for whom the system does.</param>
    /// <param name="settings">Says the same where the environment does not; null for nothing.</param>
    public RegistryHttp(CliEnvironment environment, HostCredentials credentials, SslClientAuthenticationOptions? tls = null, CliSettings? settings = null)
    {
        _credentials = credentials;
        _netRc = NetRc.Read(name => environment[name]);
        _patience = Number(environment["TF_REGISTRY_CLIENT_TIMEOUT"]) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : settings?.RegistryPatience ?? DefaultPatience;
        _retries = Number(environment["TF_REGISTRY_DISCOVERY_RETRY"]) ?? settings?.RegistryRetries ?? 1;
        _downloadRetries = Number(environment["TF_PROVIDER_DOWNLOAD_RETRY"]) ?? 2;
        // Each request has its own patience: a large package may take its time, an answer may not.
        var handler = new SocketsHttpHandler { MaxAutomaticRedirections = MaxRedirections, AutomaticDecompression = DecompressionMethods.All };
        if (tls is not null) handler.SslOptions = tls;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd($"Terraform/{LanguageVersion.Text}");
    }

    /// <summary>How long to wait before a host is asked again; each time longer.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    public void Dispose() => _http.Dispose();

    /// <summary>The answer, of whatever status below 500. Throws <see cref="ProviderSourceException"/> where there is none.</summary>
    /// <param name="location">What to get.</param>
    /// <param name="tokenHost">Whose token goes with it; null for none.</param>
    /// <param name="cancellation">Ends the request.</param>
    internal Task<HttpAnswer> GetAsync(Uri location, string? tokenHost, CancellationToken cancellation) => RepeatAsync(location, _retries, async patience =>
    {
        using var request = await RequestAsync(location, tokenHost, cancellation).ConfigureAwait(false);
        return await AnswerAsync(request, location, patience).ConfigureAwait(false);
    }, cancellation);

    /// <summary>As <see cref="GetAsync"/>, with a token that is not kept for the host, or not yet.</summary>
    internal Task<HttpAnswer> GetWithTokenAsync(Uri location, string token, CancellationToken cancellation) => RepeatAsync(location, _retries, async patience =>
    {
        using var request = await RequestAsync(location, null, cancellation).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await AnswerAsync(request, location, patience).ConfigureAwait(false);
    }, cancellation);

    /// <summary>Sends a form, once: what it asks for may be given only once.</summary>
    internal Task<HttpAnswer> PostFormAsync(Uri location, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation) => RepeatAsync(location, 0, async patience =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, location) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await AnswerAsync(request, location, patience).ConfigureAwait(false);
    }, cancellation);

    /// <summary>Throws <see cref="ProviderSourceException"/> where it cannot be had.</summary>
    internal Task DownloadAsync(Uri location, string file, CancellationToken cancellation) => RepeatAsync(location, _downloadRetries, async patience =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, location);
        if (_netRc.BasicCredentials(location.Host) is { } basic) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        patience.CancelAfter(_patience * 6);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        Refuse(response, location);
        if (response.StatusCode != HttpStatusCode.OK) throw new ProviderSourceException($"{location} answered with {(int)response.StatusCode} {response.ReasonPhrase}");
        await using var target = File.Create(file);
        await using var content = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        await CopyAsync(content, target, patience).ConfigureAwait(false);
        return true;
    }, cancellation);

    /// <summary>As long as something comes, there is patience.</summary>
    private async Task CopyAsync(Stream content, FileStream target, CancellationTokenSource patience)
    {
        var buffer = new byte[256 * 1024];
        long total = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, patience.Token).ConfigureAwait(false)) > 0)
        {
            total += read;
            if (total > MaxPackage) throw new ProviderSourceException($"the package has more than {MaxPackage >> 30} GiB");
            await target.WriteAsync(buffer.AsMemory(0, read), patience.Token).ConfigureAwait(false);
            patience.CancelAfter(_patience * 6);
        }
    }

    private async Task<HttpAnswer> AnswerAsync(HttpRequestMessage request, Uri location, CancellationTokenSource patience)
    {
        patience.CancelAfter(_patience);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        Refuse(response, location);
        using var body = new MemoryStream();
        await using var content = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        await BoundedCopy.CopyAsync(content, body, MaxAnswer, patience.Token).ConfigureAwait(false);
        return new HttpAnswer(response.StatusCode, body.ToArray(), response.RequestMessage?.RequestUri ?? location, response.Content.Headers.ContentType?.MediaType);
    }

    private async Task<T> RepeatAsync<T>(Uri location, int retries, Func<CancellationTokenSource, Task<T>> ask, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            try
            {
                return await ask(patience).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpRequestException or IOException && attempt < retries && IsPassing(e))
            {
                await Task.Delay(Pause * (attempt + 1), cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                throw new ProviderSourceException($"{(attempt > 0 ? $"the request failed after {attempt + 1} attempts: " : "")}{location}: {e.Message}", e);
            }
            catch (FetchException e)
            {
                throw new ProviderSourceException(e.Message, e);
            }
            catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
            {
                if (attempt >= retries) throw new ProviderSourceException($"{location} did not answer in time", e);
            }
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(Uri location, string? tokenHost, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, location);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.5));
        request.Headers.TryAddWithoutValidation("X-Terraform-Version", LanguageVersion.Text);
        if (tokenHost is not null && await _credentials.TokenAsync(tokenHost, cancellation).ConfigureAwait(false) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    /// <summary>A fault of the host's own may pass; a redirection that was not followed leads in a circle, or away from https.</summary>
    private static void Refuse(HttpResponseMessage response, Uri location)
    {
        if (response.StatusCode >= HttpStatusCode.InternalServerError || response.StatusCode == HttpStatusCode.TooManyRequests)
            throw new HttpRequestException($"the host answered with {(int)response.StatusCode} {response.ReasonPhrase}", null, response.StatusCode);
        if ((int)response.StatusCode is < 300 or >= 400) return;
        throw new ProviderSourceException(location.Scheme == Uri.UriSchemeHttps && response.Headers.Location is { IsAbsoluteUri: true, Scheme: "http" }
            ? $"{location} sends on to an address that is not secure, {response.Headers.Location}"
            : $"{location} sends on more than {MaxRedirections} times");
    }

    /// <summary>A certificate that is not trusted, or a name that there is not, will not be otherwise in a moment.</summary>
    private static bool IsPassing(Exception e) => e is not HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.NameResolutionError };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10_000 ? number : null;
}
