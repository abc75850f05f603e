namespace Plumb.Playbooks.Galaxy;

/// <summary>Gets what a git repository holds.</summary>
public interface IGit
{
    /// <summary>
    /// Writes the files of a version, a branch, a tag or a commit, as a tar archive; null is the repository's own branch. Throws
    /// <see cref="Packages.FetchException"/>.
    /// </summary>
    Task ArchiveAsync(string repository, string? version, string archive, CancellationToken cancellation);
}
