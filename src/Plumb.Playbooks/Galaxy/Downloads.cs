using System.Security.Cryptography;
using Plumb.Packages;

namespace Plumb.Playbooks.Galaxy;

/// <summary>Gets archives by their address, over HTTP or from this machine, up to a size that a role or collection may have.</summary>
public sealed class Downloads(HttpClient http)
{
    private const long MaxBytes = 1L << 30;

    /// <summary>Throws <see cref="FetchException"/>, also where the content does not have the hash that is given.</summary>
    public async Task DownloadAsync(Uri location, string file, string? sha256, CancellationToken cancellation, string? authorization = null)
    {
        try
        {
            if (location.IsFile) File.Copy(location.LocalPath, file, overwrite: true);
            else await GetAsync(location, file, authorization, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            throw new FetchException($"{location} cannot be had: {e.Message}", e);
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new FetchException($"{location} did not answer in time.", e);
        }
        if (sha256 is not null) await VerifyAsync(location, file, sha256, cancellation).ConfigureAwait(false);
    }

    private async Task GetAsync(Uri location, string file, string? authorization, CancellationToken cancellation)
    {
        if (location.Scheme is not ("http" or "https")) throw new FetchException($"there is no way to get {location}.");
        using var request = new HttpRequestMessage(HttpMethod.Get, location);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) throw new FetchException($"{location} answered with {(int)response.StatusCode}.");
        await using var target = File.Create(file);
        await using var source = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await BoundedCopy.CopyAsync(source, target, MaxBytes, cancellation).ConfigureAwait(false);
    }

    private static async Task VerifyAsync(Uri location, string file, string expected, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(file);
        var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
        if (!string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase)) throw new FetchException($"what {location} gave has the SHA-256 hash {actual}, where {expected} is expected.");
    }
}
