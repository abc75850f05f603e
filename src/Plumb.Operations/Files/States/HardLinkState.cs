using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.States;

/// <summary>A hard link: a second name of a file. Another file in its place is replaced only by force.</summary>
internal sealed class HardLinkState(FileChange change)
{
    public async ValueTask<OperationResult> EnsureAsync(CancellationToken cancellation)
    {
        var (path, files, source) = (change.Path, change.Files, change.Source);
        var present = change.StateOf(path);
        if (present != "hard" && source is null) throw FileChange.Failure("src is required for creating new hardlinks");
        if (source is not null && !files.Exists(source)) throw FileChange.Failure("src does not exist", ("dest", path), ("src", source));
        var diff = change.InitialDiff(path, "hard", present);
        var changed = Differs(present);
        if (present == "link" && files.ReadLink(path) is var before && before != source) diff.Add("src", before, source);
        if (changed && source is not null) Place(present, source);
        var values = new (string, DataValue)[] { ("dest", path), ("src", source) };
        if (change.Context.IsForgetfulCheck && !change.Context.ReportedFiles.Exists(path)) return FileChange.Result(changed, diff, values);
        changed = await change.ApplyAsync(path, changed, diff, cancellation).ConfigureAwait(false);
        return FileChange.Result(changed, diff, values);
    }

    private bool Differs(string present)
    {
        var (path, files, source) = (change.Path, change.Files, change.Source);
        switch (present)
        {
            case "absent": return true;
            case "link": return files.ReadLink(path) != source;
            case "hard" when source is null || SameFile(path, source): return false;
            case "hard" when !change.Force: throw Refusal("Cannot link, different hard link exists at destination");
            case "file" when !change.Force: throw Refusal($"Cannot link, {present} exists at destination");
            case "directory" when !change.Force: throw Refusal("Cannot link: different hard link exists at destination");
            default: return true;
        }
    }

    private OperationException Refusal(string message) => FileChange.Failure(message, ("dest", change.Path), ("src", change.Source));

    private bool SameFile(string one, string other) =>
        change.Files.Look(one) is { } first && change.Files.Look(other) is { } second && first.Inode == second.Inode && first.Device == second.Device;

    private void Place(string present, string source)
    {
        var (path, files) = (change.Path, change.Files);
        if (present == "absent")
        {
            try
            {
                files.CreateHardLink(path, source);
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
            files.CreateHardLink(beside, source);
            files.Rename(beside, path);
        }
        catch (HostException fault)
        {
            Replacement.Discard(files, beside);
            throw FileChange.Failure("Error while replacing: " + SystemErrors.Python(fault, path), ("path", path));
        }
    }
}
