using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Plumb.Provider.Docker.Engine;

namespace Plumb.Provider.Docker.Images;

/// <summary>A folder as the archive that the engine builds from. It is packed into a temporary file, which goes when the stream is closed.</summary>
internal static class BuildContext
{
    /// <returns>The archive, and the name that the instructions' file has in it.</returns>
    /// <exception cref="EngineException">The folder or the file is not there or cannot be read.</exception>
    public static async Task<(Stream Archive, string Dockerfile)> PackAsync(string folder, string dockerfile, CancellationToken cancellation)
    {
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root)) throw new EngineException($"The build context {root} is not a folder.");
        var instructions = Path.GetFullPath(dockerfile, root);
        if (!File.Exists(instructions)) throw new EngineException($"There is no Dockerfile at {instructions}.");
        var archive = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
            {
                await AddFolderAsync(tar, root, instructions, cancellation);
                var name = await NameAsync(tar, root, instructions, cancellation);
                archive.Position = archive.Length;
                dockerfile = name;
            }
            archive.Position = 0;
            return (archive, dockerfile);
        }
        catch (Exception e)
        {
            await archive.DisposeAsync();
            if (e is IOException or UnauthorizedAccessException) throw new EngineException($"The build context {root} cannot be read: {e.Message}", cause: e);
            throw;
        }
    }

    private static async Task AddFolderAsync(TarWriter tar, string root, string instructions, CancellationToken cancellation)
    {
        var ignored = IgnoredFiles.Of(root, instructions);
        foreach (var path in Walk(root).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(root, path).Replace('\\', '/');
            if (path != instructions && ignored.Contains(name)) continue;
            await tar.WriteEntryAsync(path, name, cancellation);
        }
    }

    /// <summary>A file outside of the folder goes in under a name that nothing else has.</summary>
    private static async Task<string> NameAsync(TarWriter tar, string root, string instructions, CancellationToken cancellation)
    {
        var relative = Path.GetRelativePath(root, instructions).Replace('\\', '/');
        if (!relative.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(relative)) return relative;
        var name = ".dockerfile." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instructions)))[..20];
        await tar.WriteEntryAsync(instructions, name, cancellation);
        return name;
    }

    /// <summary>Files, links and folders; what a link points at is not entered.</summary>
    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            yield return entry.FullName;
            if (entry is not DirectoryInfo { LinkTarget: null } inner) continue;
            foreach (var below in Walk(inner.FullName)) yield return below;
        }
    }
}
