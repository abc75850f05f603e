using Plumb.Packages;

namespace Plumb.Playbooks.Galaxy;

/// <summary>Uses the git program, which brings the user's own configuration and credentials.</summary>
public sealed class GitProgram(Func<string, string?> environment) : IGit
{
    public async Task ArchiveAsync(string repository, string? version, string archive, CancellationToken cancellation)
    {
        if (repository.StartsWith('-')) throw new FetchException($"the address \"{repository}\" begins with a dash.");
        if (version?.StartsWith('-') is true) throw new FetchException($"the version \"{version}\" begins with a dash.");
        var clone = Directory.CreateTempSubdirectory("plumb-git-").FullName;
        try
        {
            var git = new ChildProgram("git", new Dictionary<string, string> { ["GIT_TERMINAL_PROMPT"] = environment("GIT_TERMINAL_PROMPT") ?? "0" });
            await git.RunAsync(["clone", "--no-checkout", "--", repository, clone], cancellation).ConfigureAwait(false);
            // A branch of the repository is here only as one of origin.
            var revision = version is null ? "HEAD" : await IsKnownAsync(git, clone, "origin/" + version, cancellation).ConfigureAwait(false) ? "origin/" + version : version;
            await git.RunAsync(["-C", clone, "archive", "--format=tar", $"--output={archive}", revision], cancellation).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(clone, recursive: true);
        }
    }

    private static async Task<bool> IsKnownAsync(ChildProgram git, string clone, string revision, CancellationToken cancellation)
    {
        try
        {
            await git.RunAsync(["-C", clone, "rev-parse", "--verify", "--quiet", revision], cancellation).ConfigureAwait(false);
            return true;
        }
        catch (FetchException)
        {
            return false;
        }
    }
}
