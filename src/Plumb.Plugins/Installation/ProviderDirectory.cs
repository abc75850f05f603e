using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Packages;
using Plumb.Plugins.Installation.Packages;

namespace Plumb.Plugins.Installation;

/// <summary>
/// A directory of installed packages, <c>HOST/NAMESPACE/TYPE/VERSION/OS_ARCH</c>: a project's own, or the cache of all projects. A
/// package is put together beside its place and then moved there, so that there is never half of one.
/// </summary>
/// <param name="path">As people know it, and as messages say it.</param>
/// <param name="root">The same, absolute.</param>
/// <param name="platform">What the packages are for.</param>
public sealed class ProviderDirectory(string path, string root, ProviderPlatform platform)
{
    public string Path => path;

    public ProviderPlatform Platform => platform;

    /// <summary>Null where there is none.</summary>
    public DirectoryPackage? Find(ProviderAddress address, SemanticVersion version) =>
        PlaceOf(address, version) is var place && Directory.Exists(place) ? new DirectoryPackage(place) : null;

    /// <summary>The provider's program in its package; null where there is none.</summary>
    public static string? Executable(string package, string type)
    {
        var prefix = "terraform-provider-" + type;
        return new DirectoryInfo(package).EnumerateFiles()
            .Where(f => f.Name.StartsWith(prefix, StringComparison.Ordinal) && (f.Name.Length == prefix.Length || f.Name[prefix.Length] is '_' or '.'))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .FirstOrDefault()?.FullName;
    }

    /// <summary>Unpacks an archive into the provider's place. Throws <see cref="ProviderSourceException"/> where that cannot be done.</summary>
    public Task UnpackAsync(string archive, ProviderAddress address, SemanticVersion version, CancellationToken cancellation) => PlaceAsync(address, version, async beside =>
    {
        await PackageArchive.ExtractAsync(archive, beside, cancellation).ConfigureAwait(false);
        if (Executable(beside, address.Type) is not { } program) throw NoProgram(address);
        // Some archives are made where nobody knows of permissions.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserRead | UnixFileMode.UserExecute);
    });

    /// <summary>Makes the place a link to a package elsewhere, or a copy of it where there can be no links.</summary>
    public Task LinkAsync(DirectoryPackage package, ProviderAddress address, SemanticVersion version) => PlaceAsync(address, version, beside =>
    {
        var source = new DirectoryInfo(package.Path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? System.IO.Path.GetFullPath(package.Path);
        if (source == PlaceOf(address, version)) throw new ProviderSourceException($"the package of {address} {version} would be installed over itself, in {source}");
        if (Executable(source, address.Type) is null) throw NoProgram(address);
        try
        {
            Directory.CreateSymbolicLink(beside, source);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            DirectoryCopy.CopyContent(source, beside);
        }
        return Task.CompletedTask;
    });

    private static ProviderSourceException NoProgram(ProviderAddress address) => new($"provider binary not found: could not find executable file starting with terraform-provider-{address.Type}");

    private string PlaceOf(ProviderAddress address, SemanticVersion version) =>
        System.IO.Path.Combine(root, address.Host, address.Namespace, address.Type, version.ToString(), platform.ToString());

    private async Task PlaceAsync(ProviderAddress address, SemanticVersion version, Func<string, Task> fill)
    {
        var place = PlaceOf(address, version);
        var parent = System.IO.Path.GetDirectoryName(place) ?? root;
        var beside = System.IO.Path.Combine(parent, $".{platform}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(parent);
            await fill(beside).ConfigureAwait(false);
            DirectoryCopy.Remove(place);
            Directory.Move(beside, place);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FetchException)
        {
            throw new ProviderSourceException(e.Message, e);
        }
        finally
        {
            DirectoryCopy.Remove(beside);
        }
    }
}
