using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.SourceControl;

/// <summary>What there is to know about one clone and its remote, each asked of git when it is needed.</summary>
internal sealed class GitClone(GitProgram git, IHostFiles files, string folder, string remote, bool isBare)
{
    public string Folder { get; } = folder;

    /// <summary>The folder of the repository itself, which a file named <c>.git</c> may say.</summary>
    public string RepositoryPath()
    {
        var path = isBare ? Folder : Folder + "/.git";
        if (isBare || files.StatusOrNull(path, follow: true)?.Kind != FileKind.File) return path;
        const string Prefix = "gitdir: ";
        var text = (files.ReadTextOrNull(path) ?? "").TrimEnd();
        var target = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : "";
        if (target.Length > 0 && target[0] != '/') target = $"{Folder}/{target}";
        if (target.Length > 0 && files.IsFolder(target)) return target;
        throw new OperationException("Current repo does not have a valid reference to a separate Git dir or it refers to the invalid path");
    }

    public async ValueTask<string> CommitAsync(CancellationToken cancellation) => (await git.AskAsync(Folder, cancellation, "rev-parse", "HEAD")).Output.TrimEnd('\n');

    /// <summary>Whether files that are tracked were changed.</summary>
    public async ValueTask<bool> HasChangesAsync(CancellationToken cancellation) =>
        !isBare && (await git.AskAsync(Folder, cancellation, "status", "--porcelain")).Lines.Any(l => !l.StartsWith("??", StringComparison.Ordinal));

    public async ValueTask<string?> RemoteUrlAsync(CancellationToken cancellation)
    {
        var outcome = await git.AskAsync(Folder, cancellation, "ls-remote", "--get-url", remote);
        return outcome.Succeeded ? outcome.Output.TrimEnd('\n') : null;
    }

    public async ValueTask<bool> IsRemoteBranchAsync(string? at, string source, string version, CancellationToken cancellation) =>
        (await git.DemandAsync(at, cancellation, "ls-remote", source, "-h", "refs/heads/" + version)).Output.Contains(version, StringComparison.Ordinal);

    public async ValueTask<bool> IsRemoteTagAsync(string? at, string source, string version, CancellationToken cancellation) =>
        (await git.DemandAsync(at, cancellation, "ls-remote", source, "-t", "refs/tags/" + version)).Output.Contains(version, StringComparison.Ordinal);

    public async ValueTask<bool> IsLocalBranchAsync(string version, CancellationToken cancellation) =>
        (await BranchesAsync(cancellation)).Any(b => b == version || b == "* " + version);

    /// <summary>The branch that is checked out, or where none is, the one that the remote prefers.</summary>
    public async ValueTask<string> HeadBranchAsync(CancellationToken cancellation)
    {
        var isDetached = (await BranchesAsync(cancellation)).Any(b => b.StartsWith("* ", StringComparison.Ordinal)
            && (b.Contains("no branch", StringComparison.Ordinal) || b.Contains("detached from", StringComparison.Ordinal) || b.Contains("detached at", StringComparison.Ordinal)));
        var head = isDetached ? $"{RepositoryPath()}/refs/remotes/{remote}/HEAD" : RepositoryPath() + "/HEAD";
        var line = (files.ReadTextOrNull(head) ?? "").Split('\n')[0].Replace("refs/remotes/" + remote, "", StringComparison.Ordinal);
        return line.Split(' ')[^1].Split('/', 3)[^1];
    }

    /// <summary>The commit that a version is at the source now.</summary>
    /// <param name="version">A branch, a tag, a commit, or <c>HEAD</c>.</param>
    /// <param name="source">The remote's name, or the address where there is no clone yet.</param>
    /// <param name="isCloned">Whether there is a clone.</param>
    /// <param name="cancellation">Ends git.</param>
    public async ValueTask<string> RemoteCommitAsync(string version, string source, bool isCloned, CancellationToken cancellation)
    {
        var at = isCloned ? Folder : null;
        string[] words;
        var isTag = false;
        if (version == "HEAD") words = ["ls-remote", source, "-h", isCloned ? "refs/heads/" + await HeadBranchAsync(cancellation) : "HEAD"];
        else if (await IsRemoteBranchAsync(at, source, version, cancellation)) words = ["ls-remote", source, "-h", "refs/heads/" + version];
        else if (isTag = await IsRemoteTagAsync(at, source, version, cancellation)) words = ["ls-remote", source, "-t", $"refs/tags/{version}*"];
        else return version;

        var lines = (await git.DemandAsync(at, cancellation, words)).Lines.ToList();
        // Some versions of git list HEAD only without the wish for branches.
        if (lines.Count == 0 && version == "HEAD") lines = [.. (await git.DemandAsync(at, cancellation, "ls-remote", source, "HEAD")).Lines];
        if (lines.Count == 0) throw new OperationException($"Could not determine remote revision for {version}");
        // An annotated tag is an object of its own; what it stands for is listed after it.
        var line = isTag ? lines.Find(l => l.EndsWith(version + "^{}", StringComparison.Ordinal)) ?? lines.FindLast(l => l.EndsWith(version, StringComparison.Ordinal)) ?? lines[0] : lines[0];
        return line.Split((char[]?)null, 2)[0];
    }

    private async ValueTask<IReadOnlyList<string>> BranchesAsync(CancellationToken cancellation)
    {
        var outcome = await git.AskAsync(Folder, cancellation, "branch", "--no-color", "-a");
        return outcome.Succeeded ? [.. outcome.Lines.Select(l => l.Trim())] : throw new OperationException($"Could not determine branch data - received {outcome.Output}");
    }
}
