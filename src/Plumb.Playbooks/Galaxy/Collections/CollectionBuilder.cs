using System.Formats.Tar;
using System.IO.Compression;
using Plumb.Operations.Data;
using Plumb.Packages;

namespace Plumb.Playbooks.Galaxy.Collections;

/// <summary>Builds the archive of a collection from its folder: the files that belong to it, with lists of them and their hashes.</summary>
public static class CollectionBuilder
{
    private static readonly string[] AlwaysIgnored =
    [
        "MANIFEST.json", "FILES.json", "galaxy.yml", "galaxy.yaml", ".git", "*.pyc", "*.retry", "tests/output",
    ];

    private static readonly string[] InfoKeys =
    [
        "namespace", "name", "version", "authors", "readme", "tags", "description", "license", "license_file", "dependencies", "repository", "documentation", "homepage", "issues",
    ];

    private static readonly string[] ListKeys = ["authors", "tags", "license"];

    /// <summary>Writes <c>namespace-name-version.tar.gz</c> into a folder, and gives its path. Throws <see cref="FetchException"/>.</summary>
    public static async Task<string> BuildAsync(string source, string outputFolder, bool force, CancellationToken cancellation)
    {
        var info = CollectionInfo.Read(source);
        var archive = Path.Combine(outputFolder, $"{info.Namespace}-{info.Name}-{info.VersionText}.tar.gz");
        if (Directory.Exists(archive)) throw new FetchException($"The output collection artifact '{archive}' already exists, but is a directory - aborting");
        if (File.Exists(archive) && !force) throw new FetchException($"The file '{archive}' already exists. You can use --force to re-create the collection artifact.");
        var built = Directory.CreateTempSubdirectory("plumb-build-").FullName;
        try
        {
            await BuildFolderAsync(source, Path.Combine(built, "collection"), cancellation).ConfigureAwait(false);
            Directory.CreateDirectory(outputFolder);
            await PackAsync(Path.Combine(built, "collection"), Path.Combine(built, "archive"), cancellation).ConfigureAwait(false);
            File.Move(Path.Combine(built, "archive"), archive, overwrite: true);
            return archive;
        }
        finally
        {
            Directory.Delete(built, recursive: true);
        }
    }

    /// <summary>Copies what belongs to the collection into a new folder and adds its lists.</summary>
    public static async Task BuildFolderAsync(string source, string target, CancellationToken cancellation)
    {
        if (File.Exists(Path.Combine(source, CollectionInfo.ManifestFile)))
        {
            DirectoryCopy.CopyContent(source, target);
            await CollectionFiles.VerifyAsync(target, cancellation).ConfigureAwait(false);
            return;
        }
        var written = CollectionInfo.ReadSource(source);
        _ = CollectionInfo.Read(source);
        var ignored = AlwaysIgnored.Concat(written.Items("build_ignore").OfType<TextData>().Select(t => t.Value)).ToArray();
        var entries = new List<DataValue> { Entry(".", "dir", null) };
        Directory.CreateDirectory(target);
        await CopyAsync(source, "", target, ignored, entries, cancellation).ConfigureAwait(false);
        var list = DataJson.Write(new MapBuilder { { "files", DataValue.Of(entries) }, { "format", 1 } }.Build(), indented: true);
        await File.WriteAllTextAsync(Path.Combine(target, CollectionFiles.ListFile), list, cancellation).ConfigureAwait(false);
        var hash = await CollectionFiles.HashAsync(Path.Combine(target, CollectionFiles.ListFile), cancellation).ConfigureAwait(false);
        var manifest = new MapBuilder { { "collection_info", InfoOf(written) }, { "file_manifest_file", Entry(CollectionFiles.ListFile, "file", hash) }, { "format", 1 } }.Build();
        await File.WriteAllTextAsync(Path.Combine(target, CollectionInfo.ManifestFile), DataJson.Write(manifest, indented: true), cancellation).ConfigureAwait(false);
    }

    private static MapData InfoOf(MapData written)
    {
        var info = new MapBuilder();
        foreach (var key in InfoKeys)
        {
            var value = written[key] is TextData { Value: "" } ? DataValue.Null : written[key] ?? DataValue.Null;
            if (ListKeys.Contains(key)) value = value switch { NullData => ListData.Empty, ListData list => list, var single => DataValue.Of([single]) };
            if (key == "dependencies" && value is NullData) value = MapData.Empty;
            info.Add(key, value);
        }
        return info.Build();
    }

    private static async Task CopyAsync(string source, string relative, string target, string[] ignored, List<DataValue> entries, CancellationToken cancellation)
    {
        var folder = new DirectoryInfo(Path.Combine(source, relative));
        foreach (var item in folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }).OrderBy(i => i.Name, StringComparer.Ordinal))
        {
            var name = relative.Length == 0 ? item.Name : $"{relative}/{item.Name}";
            if (ignored.Any(pattern => ShellPattern.Matches(pattern, name) || (!pattern.Contains('/', StringComparison.Ordinal) && ShellPattern.Matches(pattern, item.Name) && pattern.StartsWith('*')))) continue;
            if (item.LinkTarget is not null && !IsWithin(source, item)) continue;
            var copy = Path.Combine(target, name);
            if (item is DirectoryInfo && item.LinkTarget is null)
            {
                Directory.CreateDirectory(copy);
                entries.Add(Entry(name, "dir", null));
                await CopyAsync(source, name, target, ignored, entries, cancellation).ConfigureAwait(false);
            }
            else if (File.Exists(item.FullName))
            {
                File.Copy(item.FullName, copy);
                entries.Add(Entry(name, "file", await CollectionFiles.HashAsync(copy, cancellation).ConfigureAwait(false)));
            }
        }
    }

    /// <summary>A link that leads out of the collection would bring what is not its own.</summary>
    private static bool IsWithin(string source, FileSystemInfo link) =>
        link.ResolveLinkTarget(returnFinalTarget: true) is { } target && target.FullName.StartsWith(Path.GetFullPath(source) + "/", StringComparison.Ordinal);

    private static MapData Entry(string name, string type, string? hash) => new MapBuilder
    {
        { "name", name },
        { "ftype", type },
        { "chksum_type", hash is null ? DataValue.Null : "sha256" },
        { "chksum_sha256", DataValue.Of(hash) },
        { "format", 1 },
    }.Build();

    /// <summary>The lists come first, so that who reads the archive knows what to expect.</summary>
    private static async Task PackAsync(string folder, string archive, CancellationToken cancellation)
    {
        await using var file = File.Create(archive);
        await using var compressed = new GZipStream(file, CompressionLevel.Optimal);
        await using var tar = new TarWriter(compressed, TarEntryFormat.Pax);
        string[] first = [CollectionInfo.ManifestFile, CollectionFiles.ListFile];
        var rest = Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Select(p => Path.GetRelativePath(folder, p)).Except(first).Order(StringComparer.Ordinal);
        foreach (var name in first.Concat(rest))
        {
            var path = Path.Combine(folder, name);
            var isFolder = Directory.Exists(path);
            var executable = !isFolder && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0;
            var entry = new PaxTarEntry(isFolder ? TarEntryType.Directory : TarEntryType.RegularFile, isFolder ? name + "/" : name)
            {
                Mode = (UnixFileMode)(isFolder || executable ? 0b111_101_101 : 0b110_100_100),
                ModificationTime = File.GetLastWriteTimeUtc(path),
            };
            await using var content = isFolder ? null : File.OpenRead(path);
            if (content is not null) entry.DataStream = content;
            await tar.WriteEntryAsync(entry, cancellation).ConfigureAwait(false);
        }
    }
}
