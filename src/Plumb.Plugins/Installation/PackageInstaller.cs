using Plumb.Plugins.Installation.Packages;
using Plumb.Plugins.Registry;

namespace Plumb.Plugins.Installation;

/// <summary>Brings one package into a directory, once it is what its source says and one that the lock file admits.</summary>
public sealed class PackageInstaller(RegistryHttp http)
{
    /// <summary>Throws <see cref="ProviderSourceException"/> where it is refused or cannot be had.</summary>
    /// <param name="package">What to install.</param>
    /// <param name="target">Where to.</param>
    /// <param name="allowed">Checksums of which the package must have one; none where any will do.</param>
    /// <param name="cancellation">Ends the work; nothing half done stays.</param>
    public async Task<PackageAuthenticity> InstallAsync(PackageInfo package, ProviderDirectory target, IReadOnlyCollection<string> allowed, CancellationToken cancellation)
    {
        try
        {
            return package.Location switch
            {
                DirectoryPackage directory => await LinkAsync(package, directory, target, allowed, cancellation).ConfigureAwait(false),
                ArchivePackage archive => await UnpackAsync(package, archive.Path, target, allowed, cancellation).ConfigureAwait(false),
                DownloadPackage download => await DownloadAsync(package, download.Address, file => UnpackAsync(package, file, target, allowed, cancellation), cancellation).ConfigureAwait(false),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ProviderSourceException(e.Message, e);
        }
    }

    /// <summary>Gets an archive, whose checks are made, into a file.</summary>
    public async Task<PackageAuthenticity> SaveAsync(PackageInfo package, string file, CancellationToken cancellation)
    {
        if (package.Location is not DownloadPackage download) throw new ProviderSourceException($"the package of {package.Address} {package.Version} is not one to be downloaded");
        return await DownloadAsync(package, download.Address, async beside =>
        {
            var authenticity = await AuthenticateAsync(package, beside, cancellation).ConfigureAwait(false);
            Directory.CreateDirectory(Path.GetDirectoryName(file) ?? ".");
            var near = file + ".new";
            File.Copy(beside, near, overwrite: true);
            File.Move(near, file, overwrite: true);
            return authenticity;
        }, cancellation).ConfigureAwait(false);
    }

    private static async Task<PackageAuthenticity> LinkAsync(PackageInfo package, DirectoryPackage directory, ProviderDirectory target, IReadOnlyCollection<string> allowed, CancellationToken cancellation)
    {
        await RequireAllowedAsync(package, directory, allowed, cancellation).ConfigureAwait(false);
        await target.LinkAsync(directory, package.Address, package.Version).ConfigureAwait(false);
        return PackageAuthenticity.None;
    }

    private static async Task<PackageAuthenticity> UnpackAsync(PackageInfo package, string archive, ProviderDirectory target, IReadOnlyCollection<string> allowed, CancellationToken cancellation)
    {
        var authenticity = await AuthenticateAsync(package, archive, cancellation).ConfigureAwait(false);
        await RequireAllowedAsync(package, new ArchivePackage(archive), allowed, cancellation).ConfigureAwait(false);
        await target.UnpackAsync(archive, package.Address, package.Version, cancellation).ConfigureAwait(false);
        return authenticity;
    }

    private static Task<PackageAuthenticity> AuthenticateAsync(PackageInfo package, string archive, CancellationToken cancellation) =>
        package.Authentication?.AuthenticateAsync(archive, cancellation) ?? Task.FromResult(PackageAuthenticity.None);

    private async Task<PackageAuthenticity> DownloadAsync(PackageInfo package, Uri location, Func<string, Task<PackageAuthenticity>> use, CancellationToken cancellation)
    {
        var file = Path.Combine(Path.GetTempPath(), $"terraform-provider-{package.Address.Type}-{Guid.NewGuid():N}.zip");
        try
        {
            await http.DownloadAsync(location, file, cancellation).ConfigureAwait(false);
            return await use(file).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task RequireAllowedAsync(PackageInfo package, PackageLocation location, IReadOnlyCollection<string> allowed, CancellationToken cancellation)
    {
        if (allowed.Count == 0 || await PackageChecks.MatchesAsync(location, allowed, cancellation).ConfigureAwait(false)) return;
        throw new ProviderSourceException($"the {(package.Location is DownloadPackage ? "current" : "local")} package for {package.Address} {package.Version} doesn't match any of the checksums previously recorded in the dependency lock file (this might be because the available checksums are for packages targeting different platforms)");
    }
}
