using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.SourceControl;

/// <summary>The repositories inside of a clone.</summary>
internal sealed class GitSubmodules(GitProgram git, IHostFiles files, string folder, MapData arguments)
{
    private bool Tracks => arguments.Flag("track_submodules");

    /// <summary>Fetches what is new; whether anything of it is not checked out yet.</summary>
    public async ValueTask<bool> FetchAsync(CancellationToken cancellation)
    {
        if (files.ReadTextOrNull(folder + "/.gitmodules") is not { } modules) return false;
        var paths = modules.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("path", StringComparison.Ordinal)).Select(l => l.Split('=', 2)[^1].Trim());
        if (paths.Any(path => !files.Exists($"{folder}/{path}/.git"))) return true;

        var before = await VersionsAsync("HEAD", cancellation);
        await git.DemandChangeAsync(folder, cancellation, "submodule", "foreach", git.Path, "fetch");
        if (Tracks) return before != await VersionsAsync(arguments.Text("remote") + "/master", cancellation);
        var status = await git.DemandAsync(folder, cancellation, "submodule", "status");
        return status.Lines.Any(l => l[0] != ' ');
    }

    public async ValueTask UpdateAsync(CancellationToken cancellation)
    {
        await git.DemandChangeAsync(folder, cancellation, "submodule", "sync");
        List<string> words = ["submodule", "update", "--init", "--recursive"];
        if (Tracks) words.Add("--remote");
        if (arguments.Flag("force")) words.Add("--force");
        var outcome = await git.ChangeAsync(folder, cancellation, words);
        if (!outcome.Succeeded) throw new OperationException($"Failed to init/update submodules: {outcome.Output}{outcome.Error}");
    }

    private async ValueTask<string> VersionsAsync(string version, CancellationToken cancellation)
    {
        var outcome = await git.AskAsync(folder, cancellation, "submodule", "foreach", git.Path, "rev-parse", version);
        return outcome.Succeeded ? outcome.Output : throw new OperationException("Unable to determine hashes of submodules");
    }
}
