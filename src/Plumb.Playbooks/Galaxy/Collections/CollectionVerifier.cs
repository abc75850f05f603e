using Plumb.Operations.Data;
using Plumb.Packages;
using Plumb.Packages.Archives;
using Plumb.Playbooks.Galaxy.Requirements;
using Plumb.Playbooks.Galaxy.Servers;
using Plumb.Playbooks.Galaxy.Signatures;

namespace Plumb.Playbooks.Galaxy.Collections;

/// <summary>Compares an installed collection with that of a server, or without one with its own lists of files.</summary>
public sealed class CollectionVerifier(Downloads downloads, IReadOnlyList<GalaxyClient> servers, SignatureCheck? signatures, GalaxyOutput output)
{
    private const long MaxBytes = 2L << 30;

    /// <summary>Tells each file that is not as it should be; false where there is one. Throws <see cref="FetchException"/> where the comparison cannot be made.</summary>
    public async Task<bool> VerifyAsync(CollectionCandidate installed, CollectionRequirement wanted, IReadOnlyList<string> signatureSources, CancellationToken cancellation)
    {
        var folder = installed.UnpackedFolder ?? throw new FetchException($"{installed.Label} lies nowhere.");
        if (!installed.IsBuilt || !File.Exists(Path.Combine(folder, CollectionInfo.ManifestFile))) throw new FetchException($"{installed.Label} has no {CollectionInfo.ManifestFile}: it was not installed from an archive, and there is nothing to hold it against.");
        if (VersionRange.Parse(wanted.Version) is { } range && installed.Info.Version is { } version && !range.Contains(version)) throw new FetchException($"{wanted.Source} has the version '{version}' and not '{wanted.Version}', which was to be verified.");
        output.Say($"Verifying '{installed.Label}'.\nInstalled collection found at '{folder}'");
        if (servers.Count == 0)
        {
            if (signatures is not null) await signatures.VerifyAsync(installed.Label, folder, [], signatureSources, cancellation).ConfigureAwait(false);
            await TellHashAsync(folder, cancellation).ConfigureAwait(false);
            return Report(installed, await DifferencesAsync(folder, null, cancellation).ConfigureAwait(false));
        }
        return await AgainstServerAsync(installed, folder, signatureSources, cancellation).ConfigureAwait(false);
    }

    private async Task<bool> AgainstServerAsync(CollectionCandidate installed, string folder, IReadOnlyList<string> signatureSources, CancellationToken cancellation)
    {
        var version = installed.Info.Version ?? throw new FetchException($"{installed.Label} has a version that no server can have.");
        var (client, found) = await FindAsync(installed.Info.FullName, version, cancellation).ConfigureAwait(false);
        var work = Directory.CreateTempSubdirectory("plumb-verify-").FullName;
        try
        {
            var archive = Path.Combine(work, "archive.tar.gz");
            await downloads.DownloadAsync(found.Location, archive, found.Sha256, cancellation, client.AuthorizationFor(found.Location)).ConfigureAwait(false);
            var unpacked = Path.Combine(work, "unpacked");
            await ArchiveExtractor.ExtractAsync(archive, ArchiveFormats.Of(null, archive) ?? throw new FetchException($"{found.Location} is no archive of a known kind."), new ExtractionTarget(unpacked, MaxBytes), cancellation).ConfigureAwait(false);
            await CollectionFiles.VerifyAsync(unpacked, cancellation).ConfigureAwait(false);
            if (signatures is not null) await signatures.VerifyAsync(installed.Label, unpacked, found.Signatures, signatureSources, cancellation).ConfigureAwait(false);
            await TellHashAsync(unpacked, cancellation).ConfigureAwait(false);
            return Report(installed, await DifferencesAsync(folder, unpacked, cancellation).ConfigureAwait(false));
        }
        catch (InvalidDataException fault)
        {
            throw new FetchException($"the archive {found.Location} cannot be read: {fault.Message}", fault);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private async Task<(GalaxyClient Client, ServerCollection Found)> FindAsync(string name, CollectionVersion version, CancellationToken cancellation)
    {
        foreach (var client in servers)
        {
            if (await client.FindVersionsAsync(name, cancellation).ConfigureAwait(false) is { } versions && versions.Contains(version)) return (client, await client.GetVersionAsync(name, version, cancellation).ConfigureAwait(false));
        }
        throw new FetchException($"Failed to find remote collection {name}:{version} on any of the galaxy servers.");
    }

    private async Task TellHashAsync(string folder, CancellationToken cancellation) =>
        output.Say($"{CollectionInfo.ManifestFile} hash: {await HashAsync(folder, CollectionInfo.ManifestFile, cancellation).ConfigureAwait(false)}");

    private bool Report(CollectionCandidate installed, List<string> differences)
    {
        if (differences.Count == 0)
        {
            output.Say($"Successfully verified that checksums for '{installed.Label}' {(servers.Count == 0 ? "are internally consistent with its manifest" : "match the remote collection")}.");
            return true;
        }
        output.Say($"Collection {installed.Info.FullName} contains modified content in the following files:");
        foreach (var difference in differences) output.Say($"    {difference}");
        return false;
    }

    /// <summary>The files that the installed collection, or the one beside it, lists and that are not as listed, and those that no list has.</summary>
    private static async Task<List<string>> DifferencesAsync(string folder, string? remote, CancellationToken cancellation)
    {
        var differences = new List<string>();
        var lists = remote ?? folder;
        if (remote is not null && await HashAsync(folder, CollectionInfo.ManifestFile, cancellation).ConfigureAwait(false) != await HashAsync(remote, CollectionInfo.ManifestFile, cancellation).ConfigureAwait(false)) differences.Add(CollectionInfo.ManifestFile);
        var manifest = await ReadAsync(lists, CollectionInfo.ManifestFile, cancellation).ConfigureAwait(false);
        var listHash = (manifest["file_manifest_file"] as MapData)?["chksum_sha256"] is TextData hash ? hash.Value : null;
        if (await HashAsync(folder, CollectionFiles.ListFile, cancellation).ConfigureAwait(false) != listHash) differences.Add(CollectionFiles.ListFile);
        var known = new HashSet<string>(StringComparer.Ordinal) { CollectionInfo.ManifestFile, CollectionFiles.ListFile };
        foreach (var entry in (await ReadAsync(lists, CollectionFiles.ListFile, cancellation).ConfigureAwait(false)).Items("files").OfType<MapData>())
        {
            if (entry["name"] is not TextData { Value: var name } || entry["ftype"] is not TextData { Value: "file" }) continue;
            known.Add(name);
            if (await HashAsync(folder, name, cancellation).ConfigureAwait(false) != (entry["chksum_sha256"] is TextData text ? text.Value : null)) differences.Add(name);
        }
        var all = Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Select(f => Path.GetRelativePath(folder, f));
        // What Python compiled for itself is nobody's change.
        differences.AddRange(all.Where(f => !known.Contains(f) && !f.EndsWith(".pyc", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        return differences;
    }

    private static async Task<string?> HashAsync(string folder, string name, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(name, folder);
        return path.StartsWith(folder + "/", StringComparison.Ordinal) && File.Exists(path) ? await CollectionFiles.HashAsync(path, cancellation).ConfigureAwait(false) : null;
    }

    private static async Task<MapData> ReadAsync(string folder, string name, CancellationToken cancellation)
    {
        try
        {
            return DataJson.Parse(await File.ReadAllTextAsync(Path.Combine(folder, name), cancellation).ConfigureAwait(false)) as MapData ?? MapData.Empty;
        }
        catch (System.Text.Json.JsonException)
        {
            // Its hash is not the listed one, which says enough.
            return MapData.Empty;
        }
    }
}
