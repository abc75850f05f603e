using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Plumb.Packages;
using Plumb.Packages.Archives;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>
/// Gets packages over HTTP: an archive, or a page or an answer that says where the package is, in the header X-Terraform-Get
/// or a meta element terraform-get.
/// </summary>
internal sealed partial class HttpFetcher(HttpClient http, NetRc credentials, Func<string, string, Task> fetchNext)
{
    private const int MaxPageBytes = 4 << 20;
    private const long MaxArchiveBytes = 4L << 30;

    internal async Task FetchAsync(PackageAddress address, string directory, CancellationToken cancellation)
    {
        if (ArchiveFormats.Of(address["archive"], address.Location.AbsolutePath) is { } format)
        {
            await FetchArchiveAsync(address, format, directory, cancellation).ConfigureAwait(false);
            return;
        }
        using var response = await SendAsync(WithParameter(address.Location, "terraform-get=1"), cancellation).ConfigureAwait(false);
        if (response.Content.Headers.ContentType?.MediaType is "application/zip")
        {
            await FetchArchiveAsync(address, ArchiveFormat.Zip, directory, cancellation).ConfigureAwait(false);
            return;
        }
        var where = response.Headers.TryGetValues("X-Terraform-Get", out var header) ? header.First() : await FindInPageAsync(response, cancellation).ConfigureAwait(false);
        await FollowAsync(where, address.Location, directory).ConfigureAwait(false);
    }

    /// <summary>A server may send elsewhere, but not to the files of this machine.</summary>
    private async Task FollowAsync(string where, Uri from, string directory)
    {
        if (where.StartsWith('/') || ModuleSourceParser.IsLocal(where)) where = new Uri(from, where).ToString();
        if (!ModuleSourceParser.TryParseRemote(where, out var source, out var fault) || source is not RemoteModuleSource remote)
            throw new FetchException($"the server says that the package is at \"{where}\", which is no address: {fault?.Reason}.");
        if (PackageAddress.Parse(remote.Package).Getter == "file") throw new FetchException("the server says that the package is a file of this machine.");
        if (remote.Subdirectory.Length == 0)
        {
            await fetchNext(remote.Package, directory).ConfigureAwait(false);
            return;
        }
        var whole = directory + ".package";
        await fetchNext(remote.Package, whole).ConfigureAwait(false);
        DirectoryCopy.Copy(Subdirectory.Find(whole, remote.Subdirectory), directory);
        DirectoryCopy.Remove(whole);
    }

    private async Task FetchArchiveAsync(PackageAddress address, ArchiveFormat format, string directory, CancellationToken cancellation)
    {
        var file = Path.GetTempFileName();
        try
        {
            await DownloadAsync(address.Location, file, cancellation).ConfigureAwait(false);
            await Checksum.VerifyAsync(file, address["checksum"], ReadTextAsync, cancellation).ConfigureAwait(false);
            await ArchiveExtractor.ExtractAsync(file, format, directory, cancellation).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(file);
        }

        async Task<string> ReadTextAsync(Uri location) => await ReadBoundedAsync(await SendAsync(location, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    private async Task DownloadAsync(Uri location, string file, CancellationToken cancellation)
    {
        using var response = await SendAsync(location, cancellation).ConfigureAwait(false);
        await using var target = File.Create(file);
        await using var source = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await BoundedCopy.CopyAsync(source, target, MaxArchiveBytes, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(Uri location, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, location);
        if (credentials.BasicCredentials(location.Host) is { } basic) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.IsSuccessStatusCode) return response;
        var status = response.StatusCode;
        response.Dispose();
        throw new FetchException(status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? $"{location} may not be read ({(int)status}). A name and a password for the host can be given in ~/.netrc."
            : $"{location} answered with {(int)status}.");
    }

    private static async Task<string> FindInPageAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var page = await ReadBoundedAsync(response, cancellation).ConfigureAwait(false);
        foreach (Match meta in MetaElement().Matches(page))
        {
            if (NameAttribute().IsMatch(meta.Value) && ContentAttribute().Match(meta.Value) is { Success: true } content)
                return WebUtility.HtmlDecode(content.Groups["value"].Value);
        }
        throw new FetchException("the server does not say where the package is: there is neither a header X-Terraform-Get nor a meta element terraform-get.");
    }

    private static async Task<string> ReadBoundedAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await using var source = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await BoundedCopy.CopyAsync(source, buffer, MaxPageBytes, cancellation).ConfigureAwait(false);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static Uri WithParameter(Uri location, string parameter) =>
        new(location + (location.Query.Length > 0 ? "&" : "?") + parameter);

    [GeneratedRegex("<meta\\s[^>]{0,4000}>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MetaElement();

    [GeneratedRegex("name\\s*=\\s*[\"']?(terraform|tofu)-get[\"'\\s>]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NameAttribute();

    [GeneratedRegex("content\\s*=\\s*[\"'](?<value>[^\"']*)[\"']", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ContentAttribute();
}
