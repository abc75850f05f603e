using System.Text.RegularExpressions;
using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Actions;

/// <summary>Reads variables from a file, or from all files of a folder, for the rest of the run.</summary>
internal sealed class IncludeVarsAction : IAction
{
    private static readonly string[] Known = ["depth", "dir", "extensions", "file", "files_matching", "hash_behaviour", "ignore_files", "ignore_unknown_extensions", "name", TaskConfig.FreeText];

    public string Name => "include_vars";

    public ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        foreach (var key in context.Arguments.Keys)
        {
            if (!Known.Contains(PyText.Str(key))) throw new TaskFailure($"{PyText.Str(key)} is not a valid option in include_vars");
        }
        var included = new List<object?>();
        var variables = new PyDict();
        string? fault;
        try
        {
            fault = context.Text("dir") is { } folder
                ? ReadFolder(context, folder, variables, included)
                : ReadFile(context, FileOf(context), variables, included, checksExtension: false);
        }
        catch (TaskFailure missing) when (missing.Message.StartsWith("Could not find", StringComparison.Ordinal))
        {
            fault = missing.Message;
        }
        if (context.Text("name") is { Length: > 0 } name) variables = new PyDict { [name] = variables };
        if (context.Text("hash_behaviour") == "merge" && !context.Services.Settings.MergesDictionaries) variables = OverKnown(context, variables);
        var result = new PyDict { ["ansible_included_var_files"] = new PyList(included), ["ansible_facts"] = variables, ["_ansible_no_log"] = false };
        if (fault is null) return ValueTask.FromResult(result);
        result["failed"] = true;
        result["message"] = fault;
        result["ansible_facts"] = new PyDict();
        return ValueTask.FromResult(result);
    }

    /// <summary>Dictionaries that there are already take in what was read under their names.</summary>
    private static PyDict OverKnown(ActionContext context, PyDict read)
    {
        var merged = new PyDict(read.Count);
        foreach (var (key, value) in read.Entries)
            merged[key] = value is PyDict upper && context.Scope.Variable(PyText.Str(key)) is PyDict known ? DictionaryMerge.Over(known, upper) : value;
        return merged;
    }

    /// <summary>The file that is named; a lookup that found none may have named nothing.</summary>
    private static string FileOf(ActionContext context) => (context.Text("file") ?? context.Text(TaskConfig.FreeText)) is { Length: > 0 } name
        ? ControllerFile.Find(context, name, "vars")
        : throw new TaskFailure("Could not find file on the Ansible Controller.\nIf you are using a module and expect the file to exist on the remote, see the remote_src option");

    private static string? ReadFolder(ActionContext context, string written, PyDict variables, List<object?> included)
    {
        var folder = FolderOf(context, written);
        if (!Directory.Exists(folder)) return File.Exists(folder) ? $"{folder} is not a directory" : $"{folder} directory does not exist";
        var depth = context.Argument("depth") is long number ? number : 0;
        var matching = context.Text("files_matching") is { } pattern ? new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) : null;
        var ignored = (context.Argument("ignore_files") switch { PyList list => list.Items.Select(PyText.Str), string text => text.Split(' '), _ => [] }).Select(p => new Regex(p + "$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))).ToList();
        foreach (var path in Files(folder, depth))
        {
            var name = Path.GetFileName(path);
            if (matching is not null && !matching.IsMatch(name)) continue;
            if (ignored.Exists(i => i.IsMatch(name))) continue;
            if (context.Flag("ignore_unknown_extensions") && !HasKnownExtension(context, path)) continue;
            if (ReadFile(context, path, variables, included, checksExtension: true) is { } fault) return fault;
        }
        return null;
    }

    /// <summary>A role's folders of variables lie in its <c>vars</c> and nowhere else, other tasks' beside the file that they are written in.</summary>
    private static string FolderOf(ActionContext context, string written)
    {
        if (context.Task.Role is not { } role) return Path.GetFullPath(written, Path.GetDirectoryName(Path.GetFullPath(context.Task.Config.Span.File.Name)) ?? context.Batch.Play.Config.Folder);
        return Path.Combine(role.Folder, written.Split('/')[0] == "vars" ? "" : "vars", written);
    }

    private static IEnumerable<string> Files(string folder, long depth)
    {
        var top = folder.TrimEnd('/').Count(c => c == '/');
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(p => depth == 0 || p.Count(c => c == '/') - top <= depth)
            .OrderBy(p => Path.GetDirectoryName(p), StringComparer.Ordinal).ThenBy(p => p, StringComparer.Ordinal);
    }

    private static string? ReadFile(ActionContext context, string path, PyDict variables, List<object?> included, bool checksExtension)
    {
        if (checksExtension && !HasKnownExtension(context, path)) return $"{path} does not have a valid extension: {string.Join(", ", Extensions(context))}";
        var reading = context.Services.Reading;
        var before = reading.Diagnostics.Count;
        var value = reading.ReadFile(path) is { } node ? reading.Value(node) : null;
        if (reading.Diagnostics.Skip(before).FirstOrDefault(d => d.Severity == Severity.Error) is { } fault) return fault.Detail;
        if (value is not (null or PyDict)) return $"{path} must be stored as a dictionary/hash";
        included.Add(path);
        // Dictionaries of several files replace each other, whatever becomes of those that were there before.
        if (value is PyDict read) variables.Update(read);
        return null;
    }

    private static bool HasKnownExtension(ActionContext context, string path) => Extensions(context).Contains(Path.GetExtension(path).TrimStart('.'));

    private static IEnumerable<string> Extensions(ActionContext context) => context.Argument("extensions") switch
    {
        null => ["yaml", "yml", "json"],
        PyList list => list.Items.Select(PyText.Str),
        string text => [text],
        _ => throw new TaskFailure("Invalid type for \"extensions\" option, it must be a list"),
    };
}
