using System.Security.Cryptography;
using System.Text.Json;
using Plumb.Operations.Data;
using Plumb.Packages;

namespace Plumb.Playbooks.Galaxy.Collections;

/// <summary>
/// Checks an unpacked collection against its own lists: the manifest has the hash of <c>FILES.json</c>, which has those of all
/// files. What no list names is removed, since nobody vouches for it.
/// </summary>
public static class CollectionFiles
{
    public const string ListFile = "FILES.json";

    /// <summary>Throws <see cref="FetchException"/> where a file is missing or differs.</summary>
    public static async Task VerifyAsync(string folder, CancellationToken cancellation)
    {
        var manifest = await ReadAsync(Path.Combine(folder, CollectionInfo.ManifestFile), cancellation).ConfigureAwait(false);
        var list = manifest["file_manifest_file"] as MapData ?? throw new FetchException($"{CollectionInfo.ManifestFile} does not say which file lists the others.");
        var listName = list["name"] is TextData { Value: ListFile } ? ListFile : throw new FetchException($"{CollectionInfo.ManifestFile} names another list of files than {ListFile}.");
        await CheckAsync(folder, listName, list, cancellation).ConfigureAwait(false);

        var files = await ReadAsync(Path.Combine(folder, ListFile), cancellation).ConfigureAwait(false);
        var known = new HashSet<string>(StringComparer.Ordinal) { CollectionInfo.ManifestFile, ListFile };
        foreach (var entry in files.Items("files").OfType<MapData>())
        {
            if (entry["name"] is not TextData { Value: var name }) continue;
            known.Add(name);
            if (entry["ftype"] is TextData { Value: "file" }) await CheckAsync(folder, name, entry, cancellation).ConfigureAwait(false);
        }
        RemoveUnlisted(folder, known);
    }

    public static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
    }

    private static async Task CheckAsync(string folder, string name, MapData entry, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(name, folder);
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new FetchException($"the collection lists \"{name}\", which is outside of it.");
        if (!File.Exists(path)) throw new FetchException($"the collection lists \"{name}\", which is not in it.");
        var expected = entry["chksum_sha256"] is TextData text ? text.Value : throw new FetchException($"the collection gives no hash for \"{name}\".");
        if (!string.Equals(await HashAsync(path, cancellation).ConfigureAwait(false), expected, StringComparison.OrdinalIgnoreCase)) throw new FetchException($"Checksum mismatch for '{name}': the file is not the one that the collection lists.");
    }

    private static async Task<MapData> ReadAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new FetchException($"the collection has no {Path.GetFileName(path)}.");
        try
        {
            return DataJson.Parse(await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false)) as MapData ?? throw new FetchException($"{Path.GetFileName(path)} is no mapping.");
        }
        catch (JsonException e)
        {
            throw new FetchException($"{Path.GetFileName(path)} is not JSON: {e.Message}", e);
        }
    }

    private static void RemoveUnlisted(string folder, HashSet<string> known)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).ToArray())
        {
            var isLink = new FileInfo(path).LinkTarget is not null;
            if (!known.Contains(Path.GetRelativePath(folder, path)) && !isLink) File.Delete(path);
        }
    }
}
