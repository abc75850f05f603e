using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.States;

/// <summary>A symbolic link. What is in its place is replaced at once; files and empty folders only by force.</summary>
internal sealed class LinkState(FileChange change)
{
    public async ValueTask<OperationResult> EnsureAsync(CancellationToken cancellation)
    {
        var (path, files) = (change.Path, change.Files);
        var present = change.StateOf(path);
        var source = change.Source ?? (change.Follow && files.Exists(path) && files.IsLink(path) ? files.ReadLink(path) : null);
        Require(present, source);
        var diff = change.InitialDiff(path, "link", present);
        if (present != "link" && source is null) throw FileChange.Failure("src is required for creating new symlinks");
        var changed = present != "link";
        if (present == "link" && source is not null && files.ReadLink(path) is var before && before != source)
        {
            diff.Add("src", before, source);
            changed = true;
        }
        if (changed && source is not null) Place(present, source);
        var values = new (string, DataValue)[] { ("dest", path), ("src", source) };
        if (change.Context.IsForgetfulCheck && !change.Context.ReportedFiles.Exists(path)) return FileChange.Result(changed, diff, values);
        if (change.Follow && files.IsLink(path) && !files.Exists(path))
        {
            return FileChange.Result(changed, diff, values) with
            {
                Warnings = ["Cannot set fs attributes on a non-existent symlink target. follow should be set to False to avoid this."],
            };
        }
        var settings = FileSettings.From(change.Context, path);
        changed = await change.ApplyToAsync(settings.Path, changed, diff, cancellation).ConfigureAwait(false);
        return FileChange.Result(changed, diff, values);
    }

    private void Require(string present, string? source)
    {
        var (path, files) = (change.Path, change.Files);
        var folder = present == "directory" ? path : HostPath.DirectoryName(path);
        if (!change.Force && source is not null && HostPath.Join(folder, source) is var target && !files.Exists(target))
        {
            throw FileChange.Failure($"src file does not exist, use \"force=yes\" if you really want to create the link: {target}", ("path", path), ("src", source));
        }
        if (present is "directory" or "file" or "hard" && !change.Force)
        {
            throw FileChange.Failure($"refusing to convert from {present} to symlink for {path}", ("path", path));
        }
        if (present == "directory" && files.List(path).Count > 0)
        {
            throw FileChange.Failure($"the directory {path} is not empty, refusing to convert it", ("path", path));
        }
    }

    private void Place(string present, string source)
    {
        var (path, files) = (change.Path, change.Files);
        if (present == "absent")
        {
            try
            {
                files.CreateSymbolicLink(path, source);
            }
            catch (HostException fault)
            {
                throw FileChange.Failure($"Error while linking: {SystemErrors.Python(fault)}: b'{source}' -> b'{path}'", ("path", path));
            }
            return;
        }
        var beside = Replacement.NameBeside(path);
        try
        {
            if (present == "directory") files.Remove(path);
            files.CreateSymbolicLink(beside, source);
            files.Rename(beside, path);
        }
        catch (HostException fault)
        {
            Replacement.Discard(files, beside);
            throw FileChange.Failure("Error while replacing: " + SystemErrors.Python(fault, path), ("path", path));
        }
    }
}
