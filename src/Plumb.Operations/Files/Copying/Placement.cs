using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hashing;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Copying;

/// <summary>Puts one source at its destination: finds where that is, makes folders, validates, keeps a copy, writes, sets owner and mode.</summary>
internal sealed class Placement(OperationContext context, CopySource source)
{
    private readonly IHostFiles _files = context.Host.Files;
    private readonly FileSettingsWriter _writer = new(context);
    private MapData _arguments = context.Arguments;
    private string? _md5;

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        KeepMode();
        RequireChecksum();
        var target = _arguments.RequiredText("dest");
        if (!target.Contains('/', StringComparison.Ordinal)) target = "./" + target;
        if (target.EndsWith('/') && await EnterFolderAsync(ref target, cancellation).ConfigureAwait(false) is { } early) return early;
        if (_files.IsDirectory(target)) target = HostPath.Join(target, FileName);
        if (_files.Exists(target))
        {
            if (_arguments.Flag("follow") && _files.IsLink(target)) target = _files.RealPath(target, context.Host.WorkingDirectory);
            if (!_arguments.Flag("force"))
            {
                return new OperationResult { Message = "file already exists", Values = new MapBuilder { ["src"] = source.Path, ["dest"] = target }.Build() };
            }
        }
        RequireFolder(target);
        var present = _files.IsFile(target) && _files.Accessible(target, 4) ? _files.Digest(target, "sha1") : null;
        var backup = "";
        var changed = source.Checksum != present || _files.IsLink(target);
        if (changed && source.Checksum is not null) backup = await ReplaceAsync(target, cancellation).ConfigureAwait(false);
        if (source.Checksum is null && present is null) changed = await new TreeCopy(context, _writer).RunAsync(source.Path, _arguments.RequiredText("dest"), cancellation).ConfigureAwait(false);
        changed = await _writer.ApplyAsync(FileSettings.From(context with { Arguments = _arguments }, target), changed, null, cancellation).ConfigureAwait(false);
        var values = new MapBuilder
        {
            ["dest"] = target,
            ["src"] = source.Path,
            ["md5sum"] = _md5 ?? (source is HostSource { Checksum: not null } file ? file.Md5 : null),
            ["checksum"] = source.Checksum,
        };
        if (backup.Length > 0) values["backup_file"] = backup;
        return new OperationResult { Changed = changed, Values = values.Build() };
    }

    private string FileName => _arguments.Text("_original_basename") is { Length: > 0 } name ? name : HostPath.FileName(source.Path);

    private void KeepMode()
    {
        if (_arguments["mode"] is not TextData { Value: "preserve" }) return;
        // The controller has filled in the mode of its own files.
        var mode = source is HostSource ? _files.Look(source.Path)?.Mode : null;
        _arguments = _arguments.With("mode", mode is { } bits ? Permissions.Text(bits & 0xFFF) : DataValue.Null);
    }

    private void RequireChecksum()
    {
        if (_arguments.Text("checksum") is not { Length: > 0 } expected || expected == source.Checksum) return;
        throw new OperationException("Copied file does not match the expected checksum. Transfer failed.",
            new MapBuilder { ["checksum"] = source.Checksum, ["expected_checksum"] = expected }.Build());
    }

    private ValueTask<OperationResult?> EnterFolderAsync(ref string target, CancellationToken cancellation)
    {
        if (_arguments.Text("_original_basename") is { Length: > 0 } name) target = HostPath.Join(target, name);
        var folder = HostPath.DirectoryName(target);
        return _files.Exists(folder) ? ValueTask.FromResult<OperationResult?>(null) : MakeFolderAsync(folder, cancellation);
    }

    private async ValueTask<OperationResult?> MakeFolderAsync(string folder, CancellationToken cancellation)
    {
        if (context.IsForgetfulCheck)
        {
            return new OperationResult
            {
                Changed = true,
                Message = $"dest directory {folder} would be created",
                Values = new MapBuilder { ["src"] = source.Path }.Build(),
            };
        }
        var missing = new Stack<string>();
        for (var path = folder; path.Length > 1 && !_files.Exists(path); path = HostPath.DirectoryName(path)) missing.Push(path);
        var settings = FileSettings.From(context, folder) with { Mode = _arguments["directory_mode"] is { } mode and not NullData ? mode : null };
        foreach (var path in missing)
        {
            _files.CreateDirectory(path, 0x1FF);
            await _writer.ApplyAsync(settings with { Path = path }, false, null, cancellation).ConfigureAwait(false);
        }
        return null;
    }

    private void RequireFolder(string target)
    {
        var folder = HostPath.DirectoryName(target);
        if (!_files.Exists(target) && !_files.Exists(folder))
        {
            throw new OperationException(IsForbidden(folder) ? $"Destination directory {folder} is not accessible" : $"Destination directory {folder} does not exist");
        }
        if (!_files.Accessible(folder, 2) && !_arguments.Flag("unsafe_writes")) throw new OperationException($"Destination {folder} not writable");
    }

    private bool IsForbidden(string folder)
    {
        try
        {
            _files.Status(folder, follow: true);
            return false;
        }
        catch (HostException fault)
        {
            return fault.Error == "EACCES";
        }
    }

    private async ValueTask<string> ReplaceAsync(string target, CancellationToken cancellation)
    {
        try
        {
            var backup = _arguments.Flag("backup") && !context.Host.IsPlanned ? FileBackup.Make(context, target) : "";
            // A link is replaced, not followed: the new file does not take the mode of what it led to.
            if (_files.IsLink(target)) _files.Remove(target);
            await ValidateAsync(cancellation).ConfigureAwait(false);
            var stream = await source.OpenAsync(cancellation).ConfigureAwait(false);
            var content = new DigestingStream(stream, "md5");
            await using (content.ConfigureAwait(false)) _files.Write(target, content, new FilePlacement { AllowInPlace = _arguments.Flag("unsafe_writes") });
            _md5 = content.Finish()[0];
            if (source is HostSource && _files.Look(source.Path) is { } status) _files.SetTimes(target, status.Accessed, status.Modified, follow: true);
            return backup;
        }
        catch (HostException fault)
        {
            throw new OperationException($"failed to copy: {source.Path} to {target}",
                new MapBuilder { ["traceback"] = SystemErrors.Python(fault, fault.Path ?? target, bytes: false) }.Build());
        }
    }

    private async ValueTask ValidateAsync(CancellationToken cancellation)
    {
        if (_arguments.Text("validate") is not { Length: > 0 } command) return;
        using var copy = new MemoryStream();
        var stream = await source.OpenAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false)) await stream.CopyToAsync(copy, cancellation).ConfigureAwait(false);
        var settings = FileSettings.From(context with { Arguments = _arguments }, "candidate") with { Attributes = null, Label = SecurityLabel.Unset };
        var outcome = await Validation.RunAsync(context, command, copy.ToArray(), settings, cancellation).ConfigureAwait(false);
        if (outcome is not { ExitCode: not 0 }) return;
        throw new OperationException("failed to validate",
            new MapBuilder { ["exit_status"] = outcome.ExitCode, ["stdout"] = outcome.OutputText(), ["stderr"] = outcome.ErrorText() }.Build());
    }
}
