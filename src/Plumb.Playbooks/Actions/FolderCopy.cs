using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Actions;

/// <summary>
/// Copies a folder of the controller with everything below it: files, folders, then links. What differs in each is not told, as with the peer,
/// unless there is but one.
/// </summary>
internal sealed class FolderCopy(ActionContext context, string folder, bool contentsOnly, string target)
{
    private static readonly string[] FileArguments = ["owner", "group", "mode", "attributes", "seuser", "serole", "setype", "selevel", "unsafe_writes"];

    private readonly string _root = folder.TrimEnd('/');
    private PyDict _last = new();
    private bool _changed;

    public async ValueTask<PyDict> RunAsync(CancellationToken cancellation)
    {
        // Without a slash at its end the folder itself is copied, with one only what is in it.
        var prefix = contentsOnly ? "" : Path.GetFileName(_root) + "/";
        var follows = context.Flag("local_follow", otherwise: true);
        var (files, folders, links) = Entries(follows);
        foreach (var file in files)
        {
            var source = await ControllerFile.OpenAsync(context, Path.Combine(_root, file), Path.Combine(_root, file), context.Flag("decrypt", otherwise: true), cancellation).ConfigureAwait(false);
            if (await TakeAsync(CopyAction.SendAsync(context, source, prefix + file, EndingInSlash(target), cancellation, CopyAction.ModeOf(context, Path.Combine(_root, file)))).ConfigureAwait(false) is { } failed) return failed;
        }
        foreach (var inner in folders)
        {
            var arguments = FileValues("directory", Path.Combine(target, prefix + inner));
            if (context.Argument("directory_mode") is { } mode) arguments["mode"] = mode;
            else arguments.Remove("mode");
            if (await TakeAsync(context.OperateAsync("file", arguments, cancellation)).ConfigureAwait(false) is { } failed) return failed;
        }
        foreach (var (path, pointsTo) in links)
        {
            var arguments = FileValues("link", Path.Combine(target, prefix + path));
            arguments["src"] = pointsTo;
            arguments["force"] = true;
            arguments.Remove("mode");
            if (await TakeAsync(context.OperateAsync("file", arguments, cancellation)).ConfigureAwait(false) is { } failed) return failed;
        }
        return Result(files.Count + folders.Count + links.Count == 1);
    }

    private PyDict Result(bool isSingle)
    {
        var result = isSingle ? _last.Copy() : new PyDict();
        if (isSingle && result.TryGet("path", out var path) && !result.ContainsKey("dest")) result["dest"] = path;
        if (!isSingle)
        {
            result["dest"] = EndingInSlash(target);
            result["src"] = contentsOnly ? _root + "/" : _root;
        }
        result["changed"] = _changed;
        return result;
    }

    /// <summary>Takes in one result; gives it back where it ends the copy.</summary>
    private async ValueTask<PyDict?> TakeAsync(ValueTask<PyDict> running)
    {
        _last = await running.ConfigureAwait(false);
        if (ResultValues.IsSet(_last, "failed")) return _last;
        _changed |= ResultValues.IsSet(_last, "changed");
        return null;
    }

    private PyDict FileValues(string state, string path)
    {
        var arguments = new PyDict { ["path"] = path, ["state"] = state };
        foreach (var name in FileArguments)
        {
            if (context.Argument(name) is { } value) arguments[name] = value;
        }
        if (context.Text("mode") == "preserve") arguments.Remove("mode");
        return arguments;
    }

    private (List<string> Files, List<string> Folders, List<(string Path, string Target)> Links) Entries(bool follows)
    {
        var (files, folders, links) = (new List<string>(), new List<string>(), new List<(string, string)>());
        var visited = new HashSet<string>(StringComparer.Ordinal);
        Walk(_root, "");
        return (files, folders, links);

        void Walk(string path, string relative)
        {
            // A link may lead back up; each real folder is walked once.
            if (!visited.Add(new DirectoryInfo(path).ResolveLinkTarget(true)?.FullName ?? path)) return;
            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                var name = relative + entry.Name;
                if (entry.LinkTarget is { } link && !follows)
                {
                    links.Add((name, link));
                    continue;
                }
                if (entry is DirectoryInfo || Directory.Exists(entry.FullName))
                {
                    folders.Add(name);
                    Walk(entry.FullName, name + "/");
                }
                else
                {
                    files.Add(name);
                }
            }
        }
    }

    private static string EndingInSlash(string path) => path.EndsWith('/') ? path : path + "/";
}
