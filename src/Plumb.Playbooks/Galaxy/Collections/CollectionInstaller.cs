using Plumb.Packages;
using Plumb.Packages.Archives;
using Plumb.Playbooks.Galaxy.Requirements;
using Plumb.Playbooks.Galaxy.Servers;
using Plumb.Playbooks.Galaxy.Signatures;

namespace Plumb.Playbooks.Galaxy.Collections;

/// <summary>How collections are installed.</summary>
public sealed record CollectionInstallOptions
{
    /// <summary>The folder that gets <c>ansible_collections</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Replace what is installed.</summary>
    public bool Force { get; init; }

    /// <summary>Replace dependencies too.</summary>
    public bool ForceDependencies { get; init; }

    public bool NoDependencies { get; init; }

    /// <summary>Take newer versions where there are.</summary>
    public bool Upgrade { get; init; }

    public bool PreReleases { get; init; }

    public bool IgnoreErrors { get; init; }

    /// <summary>Ask no server.</summary>
    public bool Offline { get; init; }

    /// <summary>Looks at the signatures of what comes from servers; null where nobody asks for that.</summary>
    public SignatureCheck? Signatures { get; init; }

    /// <summary>Where signatures of a collection are that no requirement names.</summary>
    public IReadOnlyList<string> SignatureSources { get; init; } = [];
}

/// <summary>Installs collections and what they depend on. Each one is unpacked and checked beside its place before it takes it.</summary>
public sealed class CollectionInstaller(IGit git, Downloads downloads, IReadOnlyList<GalaxyClient> servers, CollectionInstallOptions options, GalaxyOutput output)
{
    private const long MaxBytes = 2L << 30;

    private readonly string _root = InstalledCollections.RootOf(options.Path);

    /// <summary>Throws <see cref="FetchException"/>.</summary>
    public async Task InstallAsync(IReadOnlyList<CollectionRequirement> requirements, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_root);
        // Beside its place, so that it gets there in one step.
        var temporary = Path.Combine(_root, $".plumb-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(temporary);
        try
        {
            await InstallAsync(requirements, temporary, cancellation).ConfigureAwait(false);
        }
        finally
        {
            DirectoryCopy.Remove(temporary);
        }
    }

    private async Task InstallAsync(IReadOnlyList<CollectionRequirement> requirements, string temporary, CancellationToken cancellation)
    {
        output.Say("Process install dependency map");
        var installed = InstalledCollections.List(options.Path).ToDictionary(c => c.Info.FullName, StringComparer.Ordinal);
        var given = new List<CollectionCandidate>();
        foreach (var requirement in requirements.Where(r => r.Kind != CollectionSourceKind.Galaxy)) given.AddRange(await UnpackAsync(requirement, temporary, cancellation).ConfigureAwait(false));
        var named = requirements.Where(r => r.Kind == CollectionSourceKind.Galaxy).ToArray();
        var kept = options.ForceDependencies || options.Upgrade ? [] : options.Force ? installed.Where(i => named.All(n => n.Source != i.Key)).ToDictionary() : installed;
        var resolver = new CollectionResolver(options.Offline ? [] : servers, options.PreReleases);
        var chosen = await resolver.ResolveAsync(named, given, kept, !options.NoDependencies, cancellation).ConfigureAwait(false);

        output.Say("Starting collection install process");
        foreach (var candidate in chosen)
        {
            if (IsDone(candidate, installed, given)) continue;
            try
            {
                var sources = named.FirstOrDefault(n => n.Source == candidate.Info.FullName)?.Signatures is { Count: > 0 } own ? own : options.SignatureSources;
                await PlaceAsync(candidate, sources, temporary, cancellation).ConfigureAwait(false);
            }
            catch (FetchException e) when (options.IgnoreErrors)
            {
                output.Warn($"Failed to install collection {candidate.Label} but skipping due to --ignore-errors being set. Error: {e.Message}");
            }
        }
    }

    private bool IsDone(CollectionCandidate candidate, Dictionary<string, CollectionCandidate> installed, List<CollectionCandidate> given)
    {
        if (!installed.TryGetValue(candidate.Info.FullName, out var present)) return false;
        var isForced = options.ForceDependencies || (options.Force && (given.Contains(candidate) || candidate.UnpackedFolder is null));
        var isDone = candidate.UnpackedFolder == present.UnpackedFolder || (!isForced && present.Info.VersionText == candidate.Info.VersionText);
        if (isDone) output.Say($"'{present.Label}' is already installed, skipping.");
        return isDone;
    }

    private async Task PlaceAsync(CollectionCandidate candidate, IReadOnlyList<string> signatureSources, string temporary, CancellationToken cancellation)
    {
        var place = Path.Combine(_root, candidate.Info.Namespace, candidate.Info.Name);
        output.Say($"Installing '{candidate.Label}' to '{place}'");
        var folder = candidate.UnpackedFolder ?? await DownloadAsync(candidate, temporary, cancellation).ConfigureAwait(false);
        // What the user has by another way than a server is theirs to trust.
        if (options.Signatures is { } check && candidate.UnpackedFolder is null) await check.VerifyAsync(candidate.Label, folder, candidate.Signatures, signatureSources, cancellation).ConfigureAwait(false);
        Directory.CreateDirectory(Path.Combine(_root, candidate.Info.Namespace));
        DirectoryCopy.Remove(place);
        Directory.Move(folder, place);
        output.Say($"{candidate.Label} was installed successfully");
    }

    private async Task<string> DownloadAsync(CollectionCandidate candidate, string temporary, CancellationToken cancellation)
    {
        var location = candidate.Location ?? throw new FetchException($"it is not known where {candidate.Label} is.");
        output.Say($"Downloading {location} to {temporary}");
        var archive = Path.Combine(temporary, Path.GetRandomFileName() + ".tar.gz");
        await downloads.DownloadAsync(location, archive, candidate.Sha256, cancellation, candidate.Authorization).ConfigureAwait(false);
        var folder = await UnpackArchiveAsync(archive, temporary, cancellation).ConfigureAwait(false);
        var info = CollectionInfo.Read(folder);
        return info.FullName == candidate.Info.FullName && info.VersionText == candidate.Info.VersionText
            ? folder
            : throw new FetchException($"the archive that the server gives for {candidate.Label} holds {info.FullName}:{info.VersionText}.");
    }

    private async Task<IReadOnlyList<CollectionCandidate>> UnpackAsync(CollectionRequirement requirement, string temporary, CancellationToken cancellation)
    {
        var unpacked = Path.Combine(temporary, Path.GetRandomFileName());
        switch (requirement.Kind)
        {
            case CollectionSourceKind.Git:
                await git.ArchiveAsync(requirement.Source, requirement.Version == "*" ? null : requirement.Version, unpacked + ".tar", cancellation).ConfigureAwait(false);
                await ExtractAsync(unpacked + ".tar", unpacked, cancellation).ConfigureAwait(false);
                return await PreparedAsync(Subfolder(unpacked, requirement), temporary, cancellation).ConfigureAwait(false);
            case CollectionSourceKind.Address:
                await downloads.DownloadAsync(new Uri(requirement.Source), unpacked + ".tar.gz", null, cancellation).ConfigureAwait(false);
                return [Candidate(await UnpackArchiveAsync(unpacked + ".tar.gz", temporary, cancellation).ConfigureAwait(false))];
            case CollectionSourceKind.Path when File.Exists(requirement.Source):
                return [Candidate(await UnpackArchiveAsync(requirement.Source, temporary, cancellation).ConfigureAwait(false))];
            default:
                if (!Directory.Exists(requirement.Source)) throw new FetchException($"there is nothing at {requirement.Source}.");
                return await PreparedAsync(requirement.Source, temporary, cancellation).ConfigureAwait(false);
        }
    }

    private static string Subfolder(string folder, CollectionRequirement requirement)
    {
        var full = Path.GetFullPath(requirement.Subfolder, folder);
        if (full != folder && !full.StartsWith(folder + "/", StringComparison.Ordinal)) throw new FetchException($"the folder \"{requirement.Subfolder}\" is not within the repository.");
        return Directory.Exists(full) ? full : throw new FetchException($"the repository has no folder \"{requirement.Subfolder}\".");
    }

    /// <summary>The collection of a folder, or those in the folders in it, built so that only what belongs to them is installed.</summary>
    private static async Task<IReadOnlyList<CollectionCandidate>> PreparedAsync(string folder, string temporary, CancellationToken cancellation)
    {
        var sources = CollectionInfo.IsCollection(folder) ? [folder] : Directory.EnumerateDirectories(folder).Where(CollectionInfo.IsCollection).Order(StringComparer.Ordinal).ToArray();
        if (sources.Length == 0) throw new FetchException($"there is no collection in {folder}: it has neither {CollectionInfo.ManifestFile} nor {CollectionInfo.SourceFileName}, and neither have the folders in it.");
        var candidates = new List<CollectionCandidate>();
        foreach (var source in sources)
        {
            var built = Path.Combine(temporary, Path.GetRandomFileName());
            await CollectionBuilder.BuildFolderAsync(source, built, cancellation).ConfigureAwait(false);
            candidates.Add(Candidate(built));
        }
        return candidates;
    }

    private static CollectionCandidate Candidate(string folder) => new(CollectionInfo.Read(folder), folder);

    private static async Task<string> UnpackArchiveAsync(string archive, string temporary, CancellationToken cancellation)
    {
        var folder = Path.Combine(temporary, Path.GetRandomFileName());
        await ExtractAsync(archive, folder, cancellation).ConfigureAwait(false);
        await CollectionFiles.VerifyAsync(folder, cancellation).ConfigureAwait(false);
        return folder;
    }

    private static async Task ExtractAsync(string archive, string folder, CancellationToken cancellation)
    {
        var format = ArchiveFormats.Of(null, archive) ?? throw new FetchException($"{archive} is no archive of a known kind.");
        try
        {
            await ArchiveExtractor.ExtractAsync(archive, format, new ExtractionTarget(folder, MaxBytes), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new FetchException($"the archive {archive} cannot be read: {e.Message}", e);
        }
    }
}
