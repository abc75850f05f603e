using Plumb.Packages;
using Plumb.Packages.Archives;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>
/// Gets packages from wherever addresses point: repositories by the git program, archives and pages over HTTP, directories
/// and archives of this machine. A package that was fetched before in the same run is copied.
/// </summary>
public sealed class PackageFetcher(HttpClient http, Func<string, string?>? environment = null)
{
    private readonly Func<string, string?> _environment = environment ?? Environment.GetEnvironmentVariable;
    /// <summary>How often servers may send on to another address.</summary>
    private const int MaxHops = 10;

    private readonly Dictionary<string, string> _fetched = new(StringComparer.Ordinal);

    /// <summary>Puts the package into a directory that does not exist yet. Throws <see cref="FetchException"/>.</summary>
    public Task FetchAsync(string package, string directory, CancellationToken cancellation) => FetchAsync(package, directory, 0, cancellation);

    private async Task FetchAsync(string package, string directory, int hops, CancellationToken cancellation)
    {
        if (hops > MaxHops) throw new FetchException($"servers send on from one address to the next more than {MaxHops} times.");
        if (_fetched.TryGetValue(package, out var before) && Directory.Exists(before))
        {
            DirectoryCopy.Copy(before, directory);
            return;
        }
        try
        {
            await FetchAsync(PackageAddress.Parse(package), directory, hops, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException or InvalidDataException)
        {
            throw new FetchException(e.Message, e);
        }
        _fetched[package] = directory;
    }

    private Task FetchAsync(PackageAddress address, string directory, int hops, CancellationToken cancellation) => address.Getter switch
    {
        "git" or "ssh" => new GitFetcher(_environment).FetchAsync(address, directory, cancellation),
        "http" or "https" => new HttpFetcher(http, NetRc.Read(_environment), (next, to) => FetchAsync(next, to, hops + 1, cancellation)).FetchAsync(address, directory, cancellation),
        "s3" or "gcs" => new HttpFetcher(http, NetRc.Read(_environment), (next, to) => FetchAsync(next, to, hops + 1, cancellation)).FetchAsync(address, directory, cancellation),
        "file" => FetchLocalAsync(address, directory, cancellation),
        "hg" => throw new FetchException("Mercurial repositories are not supported. Offer the module in a git repository or an archive instead."),
        "oci" => throw new FetchException("Modules in OCI registries are not supported. Offer the module in a git repository or an archive instead."),
        _ => throw new FetchException($"there is no way to get packages by \"{address.Getter}\"."),
    };

    /// <summary>A directory is linked, so that changes in it count at once; an archive is unpacked.</summary>
    private static async Task FetchLocalAsync(PackageAddress address, string directory, CancellationToken cancellation)
    {
        var path = address.Location.LocalPath;
        if (Directory.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(directory)) ?? "/");
            Directory.CreateSymbolicLink(directory, path);
            return;
        }
        if (!File.Exists(path)) throw new FetchException($"there is nothing at {path}.");
        await Checksum.VerifyAsync(path, address["checksum"], null, cancellation).ConfigureAwait(false);
        var format = ArchiveFormats.Of(address["archive"], path) ?? throw new FetchException($"{path} is neither a directory nor an archive of a known kind.");
        await ArchiveExtractor.ExtractAsync(path, format, directory, cancellation).ConfigureAwait(false);
    }
}
