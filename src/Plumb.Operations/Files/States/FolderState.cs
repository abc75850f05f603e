using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.States;

/// <summary>A folder, with those above it that are missing; with <c>recurse</c> also all that it holds.</summary>
internal sealed class FolderState(FileChange change)
{
    private const int MaximumDepth = 1000;

    public async ValueTask<OperationResult> EnsureAsync(CancellationToken cancellation)
    {
        var path = change.Follow && change.StateOf(change.Path) == "link" ? change.RealPath(change.Path) : change.Path;
        var present = change.StateOf(path);
        var diff = change.InitialDiff(path, "directory", present);
        if (present == "absent") return await CreateAsync(path, diff, cancellation).ConfigureAwait(false);
        if (present != "directory") throw FileChange.Failure($"{path} already exists as a {present}", ("path", path));
        var changed = await change.ApplyAsync(path, changed: false, diff, cancellation).ConfigureAwait(false);
        if (change.Context.Arguments.Flag("recurse")) changed |= await ApplyInsideAsync(path, 0, cancellation).ConfigureAwait(false);
        return FileChange.Result(changed, diff, ("path", path));
    }

    // Every folder that is made gets the properties, not only the last.
    private async ValueTask<OperationResult> CreateAsync(string path, PropertyDiff diff, CancellationToken cancellation)
    {
        var current = "";
        try
        {
            foreach (var name in path.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                current = current.Length == 0 && !path.StartsWith('/') ? name : current + "/" + name;
                if (change.Files.Exists(current)) continue;
                Create(current);
                if (!change.Context.IsForgetfulCheck) await change.ApplyAsync(current, changed: true, diff, cancellation).ConfigureAwait(false);
            }
        }
        catch (HostException fault)
        {
            throw FileChange.Failure($"There was an issue creating {current} as requested: {SystemErrors.Python(fault, current)}", ("path", path));
        }
        return FileChange.Result(changed: true, diff, ("path", path));
    }

    /// <summary>Another task, of another run or for another name of the same host, may make the folder in between.</summary>
    private void Create(string path)
    {
        try
        {
            change.Files.CreateDirectory(path, 0x1FF);
        }
        catch (HostException) when (change.Files.Look(path, follow: true)?.Kind == FileKind.Directory)
        {
        }
    }

    private async ValueTask<bool> ApplyInsideAsync(string folder, int depth, CancellationToken cancellation)
    {
        if (depth > MaximumDepth) throw FileChange.Failure($"Could not recursively set attributes on {folder}. Original error was: 'maximum recursion depth exceeded'");
        var changed = false;
        foreach (var name in change.Files.List(folder))
        {
            var path = HostPath.Join(folder, name);
            var kind = change.Files.Look(path, follow: false)?.Kind;
            changed |= await change.ApplyToAsync(path, changed: false, diff: null, cancellation).ConfigureAwait(false);
            if (kind == FileKind.Directory)
            {
                changed |= await ApplyInsideAsync(path, depth + 1, cancellation).ConfigureAwait(false);
            }
            else if (kind == FileKind.SymbolicLink && change.Follow)
            {
                var target = HostPath.Join(folder, change.Files.ReadLink(path));
                if (!change.Files.Exists(target)) continue;
                if (change.Files.IsDirectory(target)) changed |= await ApplyInsideAsync(target, depth + 1, cancellation).ConfigureAwait(false);
                changed |= await change.ApplyToAsync(target, changed: false, diff: null, cancellation).ConfigureAwait(false);
            }
        }
        return changed;
    }
}
