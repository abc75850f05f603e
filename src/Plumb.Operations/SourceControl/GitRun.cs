using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.SourceControl;

/// <summary>One run of <c>git</c>: clone or fetch, check out, submodules, archive.</summary>
internal sealed class GitRun
{
    private readonly OperationContext _context;
    private readonly MapData _arguments;
    private readonly GitProgram _git;
    private readonly GitClone _clone;
    private readonly GitTransfer _transfer;
    private readonly string _repo;
    private readonly string? _dest;
    private readonly MapBuilder _values = [];
    private readonly List<string> _warnings = [];
    private string? _message;
    private bool _changed;

    public GitRun(OperationContext context)
    {
        _context = context;
        _arguments = context.Arguments;
        _git = new GitProgram(new HostTools(context.Host), _arguments);
        var repo = _arguments.RequiredText("repo");
        if (repo.StartsWith("~/", StringComparison.Ordinal)) repo = context.Host.User.Home + repo[1..];
        _repo = repo.StartsWith('/') ? "file://" + repo : repo;
        _dest = _arguments.Text("dest") is { Length: > 0 } dest ? Absolute(context.Host, dest) : null;
        _clone = new GitClone(_git, Files, _dest ?? "/", Remote, IsBare);
        _transfer = new GitTransfer(_git, _clone, Files, _arguments, _repo, _warnings);
    }

    private IHostFiles Files => _context.Host.Files;

    private bool IsPlanned => _context.Host.IsPlanned;

    private bool IsBare => _arguments.Flag("bare");

    private string Remote => _arguments.RequiredText("remote");

    private string Version => _arguments.RequiredText("version");

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        var mayClone = _arguments.Flag("clone");
        if (_dest is null && mayClone) throw new OperationException("the destination directory must be specified unless clone=no");
        var isCloned = _dest is not null && Files.Exists(_clone.RepositoryPath() + "/config");
        if (isCloned) MoveRepository();
        _values.Add("before", DataValue.Null);
        string? before = null;
        var localChanges = false;
        if (!isCloned)
        {
            if (IsPlanned || !mayClone) return await PredictCloneAsync(cancellation);
            await _transfer.CloneAsync(cancellation);
        }
        else
        {
            before = await _clone.CommitAsync(cancellation);
            _values.Add("before", before);
            if (!_arguments.Flag("update")) return await WithoutUpdateAsync(before, cancellation);
            localChanges = await DropChangesAsync(cancellation);
            var moved = await SetRemoteAsync(cancellation);
            _values.Add("remote_url_changed", moved);
            if (IsPlanned) return await PredictUpdateAsync(before, moved, cancellation);
            await _transfer.FetchAsync(Version, cancellation);
            _changed |= moved;
        }
        if (!IsBare) await _transfer.CheckOutAsync(cancellation);
        _changed |= await UpdateSubmodulesAsync(cancellation) | localChanges;
        return await FinishAsync(before, cancellation);
    }

    private async ValueTask<OperationResult> FinishAsync(string? before, CancellationToken cancellation)
    {
        var after = await _clone.CommitAsync(cancellation);
        _values.Add("after", after);
        _changed |= before != after;
        var diff = _changed ? await DiffAsync(before, after, cancellation) : null;
        await ArchiveAsync(cancellation);
        return Result(diff);
    }

    private async ValueTask<OperationResult> PredictCloneAsync(CancellationToken cancellation)
    {
        var after = await _clone.RemoteCommitAsync(Version, _repo, isCloned: false, cancellation);
        _values.Add("after", after);
        _changed = true;
        return Result(await DiffAsync(null, after, cancellation));
    }

    private async ValueTask<OperationResult> PredictUpdateAsync(string before, bool moved, CancellationToken cancellation)
    {
        var after = await _clone.RemoteCommitAsync(Version, Remote, isCloned: true, cancellation);
        _values.Add("after", after);
        _changed = before != after || moved;
        return Result(await DiffAsync(before, after, cancellation));
    }

    private async ValueTask<OperationResult> WithoutUpdateAsync(string before, CancellationToken cancellation)
    {
        _values.Add("after", before);
        if (_arguments.Text("archive") is not null && IsPlanned) _changed = true;
        else await ArchiveAsync(cancellation);
        return Result(null);
    }

    private void MoveRepository()
    {
        if (_arguments.Text("separate_git_dir") is not { Length: > 0 } separate || separate == _clone.RepositoryPath()) return;
        _changed = true;
        if (IsPlanned) return;
        if (Files.Exists(separate)) throw new OperationException($"Separate-git-dir path {separate} already exists.");
        _values.Add("git_dir_before", _clone.RepositoryPath());
        Files.Rename(_clone.RepositoryPath(), separate);
        Files.WriteText($"{_dest}/.git", $"gitdir: {separate}", new FilePlacement(0x1A4));
        _values.Add("git_dir_now", separate);
    }

    private async ValueTask<bool> DropChangesAsync(CancellationToken cancellation)
    {
        if (!await _clone.HasChangesAsync(cancellation)) return false;
        if (!_arguments.Flag("force")) throw new OperationException($"Local modifications exist in the destination: {_dest} (force=no).", _values.Build());
        await _git.DemandChangeAsync(_dest, cancellation, "reset", "--hard", "HEAD");
        if (!IsPlanned) _message = $"Local modifications exist in the destination: {_dest}";
        return true;
    }

    private async ValueTask<bool> SetRemoteAsync(CancellationToken cancellation)
    {
        var url = await _clone.RemoteUrlAsync(cancellation);
        if (string.IsNullOrEmpty(url) || url == _repo) return false;
        var outcome = await _git.ChangeAsync(_dest, cancellation, "remote", "set-url", Remote, _repo);
        if (!outcome.Succeeded) throw new OperationException($"Failed to set a new url {_repo} for {Remote}: {outcome.Output} {outcome.Error}");
        return true;
    }

    private async ValueTask<bool> UpdateSubmodulesAsync(CancellationToken cancellation)
    {
        if (!_arguments.Flag("recursive") || IsBare || _dest is null) return false;
        var submodules = new GitSubmodules(_git, Files, _dest, _arguments);
        if (!await submodules.FetchAsync(cancellation)) return false;
        _values.Add("submodules_changed", true);
        await submodules.UpdateAsync(cancellation);
        return true;
    }

    private async ValueTask ArchiveAsync(CancellationToken cancellation)
    {
        if (_arguments.Text("archive") is not { Length: > 0 } archive || _dest is null) return;
        _changed |= await new GitArchive(_git, Files, _dest).MakeAsync(archive, _arguments.Text("archive_prefix"), Version, cancellation);
    }

    private async ValueTask<string?> DiffAsync(string? before, string after, CancellationToken cancellation)
    {
        if (!_context.Request.Diff) return null;
        if (before is null) return $">> Newly checked out {after}";
        if (before == after) return null;
        if (!IsPlanned) await _transfer.FetchAsync(after, cancellation);
        var outcome = await _git.AskAsync(_dest, cancellation, "diff", before, after);
        if (outcome.Succeeded) return outcome.Output.Length > 0 ? outcome.Output : $">> No visual differences between {before} and {after}";
        return $">> Failed to get proper diff between {before} and {after}" + (outcome.Error.Length > 0 ? $":\n>> {outcome.Error}" : "");
    }

    private OperationResult Result(string? diff) => new()
    {
        Changed = _changed,
        Message = _message,
        Values = _values.Build(),
        Warnings = _warnings,
        Diffs = diff is null ? [] : [new ContentDiff("", "") { Prepared = diff }],
    };

    private static string Absolute(IHost host, string path)
    {
        var full = path.StartsWith('/') ? path : $"{host.WorkingDirectory}/{path}";
        return full.Length > 1 ? full.TrimEnd('/') : full;
    }
}
