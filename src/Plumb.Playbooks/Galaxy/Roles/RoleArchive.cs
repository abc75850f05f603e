using Plumb.Packages;
using Plumb.Packages.Archives;

namespace Plumb.Playbooks.Galaxy.Roles;

/// <summary>Unpacks an archive beside the place of a role and puts the role that is in it there in one step.</summary>
internal static class RoleArchive
{
    private const long MaxBytes = 1L << 30;
    private const string MetaFolder = "meta";

    public static async Task InstallAsync(string archive, string folder, CancellationToken cancellation)
    {
        var format = ArchiveFormats.Of(null, archive) ?? throw new FetchException("the file downloaded was not a tar.gz");
        var parent = Path.GetDirectoryName(folder) ?? "/";
        Directory.CreateDirectory(parent);
        var unpacked = Path.Combine(parent, $".plumb-{Path.GetRandomFileName()}");
        try
        {
            await ExtractAsync(archive, format, unpacked, cancellation).ConfigureAwait(false);
            var root = FindRoot(unpacked) ?? throw new FetchException("this role does not appear to have a meta/main.yml file.");
            RefuseLinksOutOf(root);
            DirectoryCopy.Remove(folder);
            Directory.Move(root, folder);
        }
        finally
        {
            DirectoryCopy.Remove(unpacked);
        }
    }

    private static async Task ExtractAsync(string archive, ArchiveFormat format, string folder, CancellationToken cancellation)
    {
        try
        {
            await ArchiveExtractor.ExtractAsync(archive, format, new ExtractionTarget(folder, MaxBytes), cancellation).ConfigureAwait(false);
        }
        catch (FetchException e) when (e.LeadsOut)
        {
            throw new FetchException($"{e.Message} What it names is not a subpath of the role.", e);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new FetchException($"the archive cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A link may stay within the archive and yet lead out of the role, which is only a part of it.</summary>
    private static void RefuseLinksOutOf(string root)
    {
        foreach (var entry in EntriesBelow(new DirectoryInfo(root)))
        {
            if (entry.LinkTarget is not { } target) continue;
            var place = Path.GetFullPath(target, Path.GetDirectoryName(entry.FullName) ?? root);
            if (place != root && !place.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new FetchException($"the archive holds a link \"{Path.GetRelativePath(root, entry.FullName)}\" that leads out of the role, to \"{target}\". What it names is not a subpath of the role.");
        }
    }

    /// <summary>All entries; what is behind links is not gone into.</summary>
    private static IEnumerable<FileSystemInfo> EntriesBelow(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().SelectMany(e => e is DirectoryInfo { LinkTarget: null } inner ? EntriesBelow(inner).Prepend(e) : [e]);

    /// <summary>The folder nearest to the top that has metadata of a role. Links are not followed.</summary>
    private static string? FindRoot(string folder)
    {
        var level = new List<string> { folder };
        while (level.Count > 0)
        {
            var found = level.Where(IsRole).Order(StringComparer.Ordinal).FirstOrDefault();
            if (found is not null) return found;
            level = [.. level.SelectMany(Directory.EnumerateDirectories).Where(d => new DirectoryInfo(d).LinkTarget is null)];
        }
        return null;
    }

    private static bool IsRole(string folder) => File.Exists(Path.Combine(folder, MetaFolder, "main.yml")) || File.Exists(Path.Combine(folder, MetaFolder, "main.yaml"));
}
