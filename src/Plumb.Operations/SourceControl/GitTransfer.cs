using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.SourceControl;

/// <summary>Clones, fetches and checks out.</summary>
internal sealed class GitTransfer(GitProgram git, GitClone clone, IHostFiles files, MapData arguments, string repo, List<string> warnings)
{
    private string Remote => arguments.RequiredText("remote");

    private string Version => arguments.RequiredText("version");

    private string? Depth => arguments.Integer("depth")?.ToString(CultureInfo.InvariantCulture);

    public async ValueTask CloneAsync(CancellationToken cancellation)
    {
        var parent = clone.Folder[..Math.Max(1, clone.Folder.LastIndexOf('/'))];
        MakeParents(parent);
        var isNamed = await clone.IsRemoteBranchAsync(null, repo, Version, cancellation) || await clone.IsRemoteTagAsync(null, repo, Version, cancellation);
        List<string> words = ["clone"];
        words.AddRange(arguments.Flag("bare") ? ["--bare"] : ["--origin", Remote]);
        words.AddRange(DepthOptions(isNamed));
        if (arguments.Text("reference") is { Length: > 0 } reference) words.AddRange("--reference", reference);
        if (arguments.Flag("single_branch")) words.AddRange(isNamed ? ["--single-branch", "--branch", Version] : ["--single-branch"]);
        if (arguments.Text("separate_git_dir") is { Length: > 0 } separate) words.Add("--separate-git-dir=" + separate);
        await git.DemandChangeAsync(parent, cancellation, [.. words, repo, clone.Folder]);

        if (arguments.Flag("bare") && Remote != "origin") await git.DemandChangeAsync(clone.Folder, cancellation, "remote", "add", Remote, repo);
        if (arguments.Text("refspec") is { Length: > 0 } refspec)
        {
            await git.DemandChangeAsync(clone.Folder, cancellation, ["fetch", .. Depth is { } depth ? ["--depth", depth] : (string[])[], Remote, refspec]);
        }
        if (arguments.Flag("verify_commit")) await VerifyAsync(cancellation);
    }

    public async ValueTask FetchAsync(string version, CancellationToken cancellation)
    {
        var refspec = arguments.Text("refspec") is { Length: > 0 } given ? given : null;
        var refspecs = Depth is null ? [] : await ShallowRefspecsAsync(version, refspec, cancellation);
        List<string> words = ["fetch"];
        if (refspecs.Count > 0)
        {
            words.AddRange("--depth", Depth ?? "");
        }
        else
        {
            if (arguments.Flag("bare")) refspecs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
            else words.Add("--tags");
            if (refspec is not null) refspecs.Add(refspec);
        }
        if (arguments.Flag("force")) words.Add("--force");
        var outcome = await git.ChangeAsync(clone.Folder, cancellation, [.. words, Remote, .. refspecs]);
        if (outcome.Succeeded) return;
        throw new OperationException(
            $"Failed to download remote objects and refs: {outcome.Output} {outcome.Error}", new MapBuilder { { "cmd", (string[])[git.Path, .. words, Remote, .. refspecs] } }.Build());
    }

    public async ValueTask CheckOutAsync(CancellationToken cancellation)
    {
        if (Version == "HEAD")
        {
            var branch = await clone.HeadBranchAsync(cancellation);
            await TryAsync($"Failed to checkout branch {branch}", cancellation, "checkout", "--force", branch);
            await TryAsync($"Failed to checkout branch {branch}", cancellation, "reset", "--hard", $"{Remote}/{branch}", "--");
        }
        else if (await clone.IsRemoteBranchAsync(clone.Folder, Remote, Version, cancellation))
        {
            await CheckOutBranchAsync(cancellation);
        }
        else
        {
            await TryAsync($"Failed to checkout {Version}", cancellation, "checkout", "--force", Version);
        }
        if (arguments.Flag("verify_commit")) await VerifyAsync(cancellation);
    }

    private async ValueTask CheckOutBranchAsync(CancellationToken cancellation)
    {
        var isLocal = await clone.IsLocalBranchAsync(Version, cancellation);
        if (!isLocal && Depth is { } depth)
        {
            await TryAsync($"Failed to fetch branch from remote: {Version}", cancellation, "fetch", "--depth=" + depth, Remote,
                $"+refs/heads/{Version}:refs/heads/{Version}", $"+refs/heads/{Version}:refs/remotes/{Remote}/{Version}");
            isLocal = await clone.IsLocalBranchAsync(Version, cancellation);
        }
        if (!isLocal)
        {
            await TryAsync($"Failed to checkout {Version}", cancellation, "checkout", "--track", "-b", Version, $"{Remote}/{Version}");
            return;
        }
        await TryAsync($"Failed to checkout branch {Version}", cancellation, "checkout", "--force", Version);
        await TryAsync($"Failed to checkout {Version}", cancellation, "reset", "--hard", $"{Remote}/{Version}");
    }

    private async ValueTask<List<string>> ShallowRefspecsAsync(string version, string? refspec, CancellationToken cancellation)
    {
        var current = await clone.HeadBranchAsync(cancellation);
        if (refspec is not null) return [refspec];
        if (version == "HEAD") return [current];
        if (await clone.IsRemoteBranchAsync(clone.Folder, repo, version, cancellation))
        {
            string[] own = current == version ? [] : [$"+refs/heads/{version}:refs/heads/{version}"];
            return [.. own, $"+refs/heads/{version}:refs/remotes/{Remote}/{version}"];
        }
        return await clone.IsRemoteTagAsync(clone.Folder, repo, version, cancellation) ? [$"+refs/tags/{version}:refs/tags/{version}"] : [];
    }

    private IEnumerable<string> DepthOptions(bool isNamed)
    {
        if (Depth is not { } depth) return [];
        if (Version == "HEAD" || arguments.Text("refspec") is { Length: > 0 }) return ["--depth", depth];
        if (isNamed) return ["--depth", depth, "--branch", Version];
        warnings.Add("Ignoring depth argument. Shallow clones are only available for HEAD, branches, tags or in combination with refspec.");
        return [];
    }

    private async ValueTask VerifyAsync(CancellationToken cancellation)
    {
        var trusted = arguments.Texts("gpg_whitelist");
        var tags = await git.AskAsync(clone.Folder, cancellation, "for-each-ref", "refs/tags/", "--format", "%(objecttype):%(refname:short)");
        var verb = tags.Lines.Contains("tag:" + Version) ? "verify-tag" : "verify-commit";
        var outcome = await git.AskAsync(clone.Folder, cancellation, [verb, Version, .. trusted.Count > 0 ? ["--raw"] : (string[])[]]);
        if (!outcome.Succeeded) throw Failure($"Failed to verify GPG signature of commit/tag \"{Version}\"", outcome);
        if (trusted.Count == 0) return;
        var words = outcome.Error.Split('\n').Select(l => l.Split(' ')).FirstOrDefault(w => w.Length > 2 && w[1] == "VALIDSIG") ?? [];
        // The last field is the fingerprint of the main key where a subkey signed.
        var fingerprint = words.Length == 0 ? "None" : words.Length > 11 ? words[11] : words[2];
        if (!trusted.Contains(fingerprint)) throw Failure($"The gpg_whitelist does not include the public key \"{fingerprint}\" for this commit", outcome);
    }

    private async ValueTask TryAsync(string message, CancellationToken cancellation, params IReadOnlyList<string> words)
    {
        var outcome = await git.ChangeAsync(clone.Folder, cancellation, words);
        if (!outcome.Succeeded) throw Failure(message, outcome, string.Join(' ', [git.Path, .. words]));
    }

    private static OperationException Failure(string message, Tools.ToolOutcome outcome, string? command = null)
    {
        var values = new MapBuilder { { "rc", outcome.ExitCode }, { "stdout", outcome.Output }, { "stderr", outcome.Error } };
        if (command is not null) values.Add("cmd", command);
        return new OperationException(message, values.Build());
    }

    private void MakeParents(string folder)
    {
        if (folder.Length <= 1 || files.Exists(folder)) return;
        MakeParents(folder[..Math.Max(0, folder.LastIndexOf('/'))]);
        files.CreateDirectory(folder, 0x1ED);
    }
}
