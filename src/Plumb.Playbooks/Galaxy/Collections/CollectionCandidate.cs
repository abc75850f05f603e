namespace Plumb.Playbooks.Galaxy.Collections;

/// <summary>A version of a collection that could be installed, with where its files are.</summary>
/// <param name="Info">Its name, version and dependencies.</param>
/// <param name="UnpackedFolder">Where it lies unpacked already; null where a server has it.</param>
public sealed record CollectionCandidate(CollectionInfo Info, string? UnpackedFolder)
{
    public Uri? Location { get; init; }

    public string? Sha256 { get; init; }

    public string? Authorization { get; init; }

    /// <summary>Detached signatures of its manifest that the server has.</summary>
    public IReadOnlyList<string> Signatures { get; init; } = [];

    /// <summary>Whether a manifest says what has to be in it.</summary>
    public bool IsBuilt { get; init; } = true;

    public string Label => $"{Info.FullName}:{Info.VersionText}";
}
