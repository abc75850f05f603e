using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>
/// Where the files of a task are looked for: in each directory of its search path (the role, the directory of the task's file), first
/// in the subdirectory for that kind of file, and last beside the playbook.
/// </summary>
internal sealed class FileSearch(TemplarSettings settings, TemplateVariables variables)
{
    private static readonly string[] RoleMarks = ["tasks/main.yml", "tasks/main.yaml", "tasks/main", "meta/main.yml", "meta/main.yaml", "meta/main"];

    /// <summary>The directories of the task's search path.</summary>
    public IReadOnlyList<string> Paths()
    {
        if (variables.TryGet("ansible_search_path", out var paths) && paths is IPySequence list) return [.. list.Select(PyText.Str)];
        return [variables.Text("role_path") ?? settings.BaseDirectory];
    }

    public string? Find(string subdirectory, string path)
    {
        if (path.StartsWith('/') || path.StartsWith('~'))
        {
            var absolute = Unfracked(path);
            return settings.Files.Find(absolute) is null ? null : absolute;
        }

        return Candidates(subdirectory, path).FirstOrDefault(candidate => settings.Files.Find(candidate) is not null);
    }

    private IEnumerable<string> Candidates(string subdirectory, string path)
    {
        var named = path.Split('/')[0] == subdirectory;
        foreach (var directory in Paths())
        {
            var full = Unfracked(directory);
            var parent = PosixPath.DirectoryName(full);
            if (parent.EndsWith("/tasks", StringComparison.Ordinal) && IsRole(full))
            {
                yield return PosixPath.Join(PosixPath.DirectoryName(parent), subdirectory, path);
                yield return PosixPath.Join(parent, path);
                continue;
            }

            if (!named) yield return PosixPath.Join(full, subdirectory, path);
            yield return PosixPath.Join(full, path);
        }

        if (!named) yield return PosixPath.Join(settings.BaseDirectory, subdirectory, path);
        yield return PosixPath.Join(settings.BaseDirectory, path);
    }

    private bool IsRole(string path) =>
        RoleMarks.Any(mark => settings.Files.Find(PosixPath.Join(path, mark)) is not null || settings.Files.Find(PosixPath.Join(PosixPath.DirectoryName(path), mark)) is not null);

    private string Unfracked(string path) =>
        PosixPath.Absolute(HomePath.Expand(path, settings), settings.BaseDirectory);
}
