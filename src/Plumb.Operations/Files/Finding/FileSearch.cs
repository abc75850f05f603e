using Plumb.Operations.Arguments;
using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Finding;

/// <summary>Walks folders from the top and gathers what meets the conditions. A folder that cannot be read ends the search below its root.</summary>
internal sealed class FileSearch(OperationContext context, FindConditions conditions)
{
    private readonly IHostFiles _files = context.Host.Files;
    private readonly HostAccounts _accounts = new(context.Host);
    private readonly List<MapData> _found = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<MapData> Found => _found;

    public IReadOnlyList<string> Warnings => _warnings;

    public MapBuilder Skipped { get; } = [];

    public int Examined { get; private set; }

    public async ValueTask VisitAsync(string path, CancellationToken cancellation)
    {
        var root = PathExpansion.Expand(path, context.Host);
        try
        {
            if (!_files.IsDirectory(root)) throw new OperationException($"'{root}' is not a directory");
            await WalkAsync(root, 1, cancellation).ConfigureAwait(false);
        }
        catch (OperationException fault)
        {
            Skip(root, fault.Message);
        }
        catch (HostException fault)
        {
            Skip(root, SystemErrors.Python(fault, fault.Path ?? root, bytes: false));
        }
    }

    private async ValueTask WalkAsync(string folder, int depth, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var names = _files.List(folder);
        Examined += names.Count;
        if (context.Arguments.Integer("depth") is { } limit and not 0 && depth > limit) return;
        var folders = names.Where(n => _files.IsDirectory(HostPath.Join(folder, n))).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.OrderBy(folders.Contains)) await LookAsync(HostPath.Normalize(HostPath.Join(folder, name)), name, cancellation).ConfigureAwait(false);
        if (!context.Arguments.Flag("recurse")) return;
        foreach (var name in names.Where(folders.Contains))
        {
            var inner = HostPath.Join(folder, name);
            if (_files.IsLink(inner) && !context.Arguments.Flag("follow")) continue;
            await WalkAsync(inner, depth + 1, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask LookAsync(string path, string name, CancellationToken cancellation)
    {
        if (name.StartsWith('.') && !context.Arguments.Flag("hidden")) return;
        FileStatus status;
        try
        {
            status = _files.Status(path, follow: false) ?? throw SystemErrors.Named("ENOENT", path);
        }
        catch (HostException fault)
        {
            var text = SystemErrors.Python(fault, path, bytes: false);
            _warnings.Add($"Skipped entry '{path}' due to this access issue: {text}\n");
            Skipped[path] = text;
            return;
        }
        if (!conditions.Accepts(path, name, status)) return;
        var values = new MapBuilder { ["path"] = path };
        StatusFields.AddKindAndTimes(values, status);
        values["gr_name"] = await _accounts.GroupNameAsync(status.GroupId, cancellation).ConfigureAwait(false) ?? "";
        values["pw_name"] = await _accounts.UserNameAsync(status.UserId, cancellation).ConfigureAwait(false) ?? "";
        StatusFields.AddPermissions(values, status);
        if (status.Kind == FileKind.File && context.Arguments.Flag("get_checksum")) values["checksum"] = _files.Digest(path, "sha1");
        _found.Add(values.Build());
    }

    private void Skip(string path, string reason)
    {
        Skipped[path] = reason;
        _warnings.Add($"Skipped '{path}' path due to this access issue: {reason}\n");
    }
}
