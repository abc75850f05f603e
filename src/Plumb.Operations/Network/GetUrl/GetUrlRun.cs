using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Network.Http;

namespace Plumb.Operations.Network.GetUrl;

/// <summary>Decides whether to download, puts the content in place, and proves its digest.</summary>
internal sealed class GetUrlRun(OperationContext context, Download download, ExpectedDigest? expected)
{
    private readonly IHostFiles _files = context.Host.Files;
    private readonly MapBuilder _values = new()
    {
        ["checksum_dest"] = DataValue.Null,
        ["checksum_src"] = DataValue.Null,
        ["dest"] = context.Arguments.Text("dest"),
        ["elapsed"] = 0,
        ["url"] = context.Arguments.Text("url"),
    };

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        var target = context.Arguments.RequiredText("dest");
        var isFolder = _files.IsDirectory(target);
        var force = context.Arguments.Flag("force");
        var present = isFolder ? null : _files.Look(target);
        if (present is not null && !force && expected is not null)
        {
            if (expected.Of(_files, target) == expected.Value) return await KeepAsync(target, cancellation).ConfigureAwait(false);
            // The wanted file is another one, however old this one is.
            force = true;
        }
        var method = context.Request.Check ? "HEAD" : "GET";
        var content = await download.RunAsync(context.Arguments.RequiredText("url"), method, present?.Modified, force, cancellation).ConfigureAwait(false);
        try
        {
            if (isFolder) target = HostPath.Join(target, AnswerName.OfAttachment(content.Answer) ?? AnswerName.OfUrl(content.Answer.Url));
            return await PlaceAsync(target, content, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _files.RemoveTree(content.Folder);
        }
    }

    private async ValueTask<OperationResult> KeepAsync(string target, CancellationToken cancellation)
    {
        var changed = await ApplyAsync(target, changed: false, cancellation).ConfigureAwait(false);
        return new OperationResult
        {
            Changed = changed,
            Message = changed ? "file already exists but file attributes changed" : "file already exists",
            Values = _values.Build(),
        };
    }

    private async ValueTask<OperationResult> PlaceAsync(string target, Downloaded content, CancellationToken cancellation)
    {
        _values["elapsed"] = content.Elapsed;
        _values["src"] = content.Path;
        _values["dest"] = target;
        var source = _files.Digest(content.Path, "sha1");
        _values["checksum_src"] = source;
        Require(target);
        var existed = _files.Exists(target);
        var before = existed ? _files.Digest(target, "sha1") : null;
        _values["checksum_dest"] = before;
        if (context.Request.Check) return new OperationResult { Changed = source != before, Message = content.Answer.Message, Values = _values.Build(), Prediction = Prediction.Predicted };
        var changed = source != before;
        if (changed && Replace(target, content.Path, existed) is { Length: > 0 } backup) _values["backup_file"] = backup;
        Prove(target, changed);
        changed = await ApplyAsync(target, changed, cancellation).ConfigureAwait(false);
        _values["md5sum"] = _files.Digest(target, "md5");
        _values["status_code"] = content.Answer.Status == 0 ? DataValue.Null : content.Answer.Status;
        return new OperationResult { Changed = changed, Message = content.Answer.Message, Values = _values.Build() };
    }

    private void Require(string target)
    {
        var folder = HostPath.DirectoryName(target) is { Length: > 0 } parent ? parent : ".";
        if (_files.Exists(target))
        {
            if (!_files.Accessible(target, 2)) throw Failure($"Destination {target} is not writable");
            if (!_files.Accessible(target, 4)) throw Failure($"Destination {target} is not readable");
            return;
        }
        if (!_files.Exists(folder)) throw Failure($"Destination {folder} does not exist");
        if (!_files.Accessible(folder, 2)) throw Failure($"Destination {folder} is not writable");
    }

    private string Replace(string target, string content, bool existed)
    {
        try
        {
            var backup = context.Arguments.Flag("backup") && existed ? FileBackup.Make(context, target) : "";
            using var stream = _files.OpenRead(content);
            _files.Write(target, stream, new FilePlacement { AllowInPlace = context.Arguments.Flag("unsafe_writes") });
            return backup;
        }
        catch (HostException fault)
        {
            throw Failure($"failed to copy {content} to {target}: {SystemErrors.Python(fault, target)}");
        }
    }

    private void Prove(string target, bool changed)
    {
        if (expected is null) return;
        var digest = expected.Of(_files, target);
        if (digest == expected.Value) return;
        _files.Remove(target);
        throw new OperationException(OperationResult.Failure($"The checksum for {target} did not match {expected.Value}; it was {digest}.") with
        {
            Changed = changed,
            Values = _values.Build(),
        });
    }

    private ValueTask<bool> ApplyAsync(string target, bool changed, CancellationToken cancellation) =>
        new FileSettingsWriter(context).ApplyAsync(FileSettings.From(context, target), changed, null, cancellation);

    private OperationException Failure(string message) => new(message, _values.Build());
}
