using Plumb.Operations.Arguments;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Copying;

/// <summary>Puts content of the controller in place, or sees that it is there already and only sets owner and mode.</summary>
internal sealed class SentCopy(OperationContext context, SourceContent content)
{
    private readonly MapData _arguments = context.Arguments;
    private readonly IHostFiles _files = context.Host.Files;

    private string Name => _arguments.Text("_original_basename") is { Length: > 0 } name ? name : HostPath.FileName(content.Name);

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        var target = _arguments.RequiredText("dest");
        var follow = _arguments.Flag("follow");
        var file = target.EndsWith('/') ? HostPath.Join(target, Name) : target;
        var status = _files.Look(file, follow);
        if (status?.Kind == FileKind.Directory)
        {
            // What has no path was given as content, and has no name to get in a folder.
            if (_arguments.Text("content") is not null || !content.Name.Contains('/', StringComparison.Ordinal)) return OperationResult.Failure("can not use content with a dir as dest") with { DiffsAreList = true };
            file = HostPath.Join(file, Name);
            status = _files.Look(file, follow);
        }
        if (status is not null && !_arguments.Flag("force"))
        {
            return new OperationResult { OmitsPathReport = true, Values = new MapBuilder { ["dest"] = target, ["src"] = content.Name }.Build() };
        }
        if (status?.Kind == FileKind.File && _files.Accessible(file, 4) && _files.Digest(file, "sha1") == content.Sha1)
        {
            return await SetPropertiesAsync(target, file, follow, cancellation).ConfigureAwait(false);
        }
        IReadOnlyList<ContentDiff> diffs = context.Request.Diff
            ? [await ContentDifference.OfAsync(context, file, content, cancellation).ConfigureAwait(false)]
            : [];
        if (context.IsForgetfulCheck) return new OperationResult { Changed = true, Diffs = diffs, DiffsAreList = true };
        return await PlaceAsync(cancellation).ConfigureAwait(false) with { Diffs = diffs, DiffsAreList = true };
    }

    private async ValueTask<OperationResult> PlaceAsync(CancellationToken cancellation)
    {
        try
        {
            return await new Placement(context, new SentSource(context, content)).RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationException failure)
        {
            var values = failure.Result.Values;
            return failure.Result with { Values = values.Contains("checksum") ? values : values.With("checksum", content.Sha1) };
        }
    }

    private async ValueTask<OperationResult> SetPropertiesAsync(string target, string file, bool follow, CancellationToken cancellation)
    {
        if (follow && _files.IsLink(file)) target = _files.RealPath(file, context.Host.WorkingDirectory);
        var operation = new FileOperation();
        var given = new MapBuilder { ["path"] = target, ["state"] = "file", ["recurse"] = false, ["_original_basename"] = Name };
        foreach (var name in (string[])["owner", "group", "mode", "attributes", "seuser", "serole", "selevel", "setype", "unsafe_writes"])
        {
            given.AddIfSet(name, _arguments[name]);
        }
        if (context.Request.Arguments.Contains("follow")) given["follow"] = follow;
        var bound = ArgumentBinder.Bind(operation.Spec, given.Build(), context.Host);
        if (bound.Error is { } error) return OperationResult.Failure(error);
        var result = await operation.RunAsync(context with { Arguments = bound.Values }, cancellation).ConfigureAwait(false);
        var values = new MapBuilder(result.Values) { ["checksum"] = content.Sha1 };
        if (!values.Contains("dest") && values["path"] is { } path) values["dest"] = path;
        return result with { Values = values.Build() };
    }
}
