using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Operations.Files.States;

/// <summary>What the states of a path share, and the simple ones: a file that is there, one that is touched, and nothing.</summary>
internal sealed class FileChange
{
    private readonly FileTimes _times;
    private readonly FileSettingsWriter _writer;

    public FileChange(OperationContext context, string path, FileTimes times)
    {
        Context = context;
        Path = path;
        _times = times;
        _writer = new FileSettingsWriter(context);
    }

    public OperationContext Context { get; }

    public string Path { get; }

    public IHostFiles Files => Context.Host.Files;

    public string? Source => Context.Arguments.Text("src");

    public bool Follow => Context.Arguments.Flag("follow");

    public bool Force => Context.Arguments.Flag("force");

    public string StateOf(string path) => PathReport.State(Files.Look(path, follow: false));

    public string RealPath(string path) => Files.RealPath(path, Context.Host.WorkingDirectory);

    public async ValueTask<OperationResult> EnsureFileAsync(CancellationToken cancellation)
    {
        var path = Follow && StateOf(Path) == "link" ? RealPath(Path) : Path;
        var present = StateOf(path);
        if (present is not ("file" or "hard")) throw Failure($"file ({path}) is {present}, cannot continue", ("path", path), ("state", present));
        var diff = InitialDiff(path, "file", present);
        var changed = await ApplyAsync(path, changed: false, diff, cancellation).ConfigureAwait(false);
        return Result(changed, diff, ("path", path));
    }

    public async ValueTask<OperationResult> TouchAsync(CancellationToken cancellation)
    {
        var present = StateOf(Path);
        var created = present == "absent";
        if (created)
        {
            try
            {
                Files.WriteAll(Path, default);
            }
            catch (HostException fault)
            {
                // What would have made the folder may not have been done.
                if (!Context.IsForgetfulCheck) throw Failure("Error, could not touch target: " + SystemErrors.Python(fault, Path), ("path", Path));
            }
            if (Context.IsForgetfulCheck) return new OperationResult { Changed = true, Values = Values([("dest", Path)]) };
        }
        var diff = InitialDiff(Path, "touch", present);
        try
        {
            var changed = await ApplyAsync(Path, created, diff, cancellation).ConfigureAwait(false);
            return Result(changed, diff, ("dest", Path));
        }
        catch (OperationException) when (created)
        {
            Files.Remove(Path);
            throw;
        }
    }

    public OperationResult EnsureAbsent()
    {
        var present = StateOf(Path);
        if (present == "absent") return new OperationResult { Values = Values([("path", Path), ("state", "absent")]) };
        var diff = InitialDiff(Path, "absent", present);
        try
        {
            Files.RemoveTree(Path);
        }
        catch (HostException fault) when (fault.Error != "ENOENT")
        {
            throw present == "directory"
                ? Failure("rmtree failed: " + SystemErrors.Python(fault, fault.Path ?? Path))
                : Failure($"unlinking failed: {SystemErrors.Python(fault, Path)} ", ("path", Path));
        }
        return Result(changed: true, diff, ("path", Path), ("state", "absent"));
    }

    /// <summary>Sets owner, mode and times; the settings follow a link where the task does.</summary>
    public async ValueTask<bool> ApplyAsync(string path, bool changed, PropertyDiff? diff, CancellationToken cancellation)
    {
        changed = await _writer.ApplyAsync(FileSettings.From(Context, path), changed, diff, cancellation).ConfigureAwait(false);
        return _times.Apply(path, diff) || changed;
    }

    /// <summary>Sets owner, mode and times on the path itself.</summary>
    public async ValueTask<bool> ApplyToAsync(string path, bool changed, PropertyDiff? diff, CancellationToken cancellation)
    {
        changed = await _writer.ApplyAsync(FileSettings.From(Context, path) with { Path = path }, changed, diff, cancellation).ConfigureAwait(false);
        return _times.Apply(path, diff) || changed;
    }

    public PropertyDiff InitialDiff(string path, string state, string present)
    {
        var diff = new PropertyDiff();
        diff.Add("path", path, path);
        if (present == state) return diff;
        diff.Add("state", present, state);
        if (state == "absent" && present == "directory") diff.AddBefore("path_content", Content(path));
        return diff;
    }

    public static OperationResult Result(bool changed, PropertyDiff diff, params (string Key, DataValue Value)[] values) =>
        new() { Changed = changed, Values = Values(values), Diffs = [diff.Build()] };

    public static OperationException Failure(string message, params (string Key, DataValue Value)[] values) => new(message, Values(values));

    private static MapData Values((string Key, DataValue Value)[] values) => new([.. values.Select(v => KeyValuePair.Create(v.Key, v.Value))]);

    // All that is lost with a folder, folders and files apart, from the top.
    private MapData Content(string path)
    {
        var (folders, files) = (new List<string>(), new List<string>());
        var pending = new Queue<string>([path]);
        while (pending.TryDequeue(out var folder))
        {
            foreach (var name in Files.List(folder).Order(StringComparer.Ordinal))
            {
                var inner = HostPath.Join(folder, name);
                if (!Files.IsDirectory(inner)) files.Add(inner);
                else folders.Add(inner);
                if (Files.Look(inner, follow: false)?.Kind == FileKind.Directory) pending.Enqueue(inner);
            }
        }
        return new MapBuilder { ["directories"] = DataValue.Of(folders), ["files"] = DataValue.Of(files) }.Build();
    }
}
