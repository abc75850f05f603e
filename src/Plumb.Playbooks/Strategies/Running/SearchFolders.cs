using Plumb.Playbooks.Plays.Linking;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Where files that tasks name are looked for: in the roles around, beside the file of the task, beside the playbook.</summary>
internal sealed class SearchFolders
{
    public IReadOnlyList<string> Of(TaskNode task, PlayModel? play)
    {
        var folders = new List<string>();
        foreach (var role in task.Role?.Chain ?? []) folders.Add(role.Folder);
        if (Path.GetDirectoryName(Path.GetFullPath(task.Config.Span.File.Name)) is { } beside) folders.Add(beside);
        if (play is not null) folders.Add(play.Config.Folder);
        return [.. folders.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The path of a file or folder, looked for in the subfolder of each place first; or null.</summary>
    public string? Find(string name, string? subfolder, TaskNode task, PlayModel play) =>
        Candidates(name, subfolder, task, play).FirstOrDefault(p => File.Exists(p) || Directory.Exists(p.TrimEnd('/')));

    /// <summary>Every path that is tried, in order.</summary>
    public IEnumerable<string> Candidates(string name, string? subfolder, TaskNode task, PlayModel play)
    {
        if (name.StartsWith('~')) name = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), name.TrimStart('~').TrimStart('/'));
        if (Path.IsPathRooted(name)) return [name];
        var paths = new List<string>();
        foreach (var folder in Of(task, play))
        {
            if (subfolder is not null)
            {
                paths.Add(Path.Combine(folder, subfolder, name));
                // A task's file lies in the tasks folder of its role, beside those of files and templates.
                if (Path.GetFileName(folder) == "tasks" && Path.GetDirectoryName(folder) is { } role) paths.Add(Path.Combine(role, subfolder, name));
            }
            paths.Add(Path.Combine(folder, name));
        }
        return paths.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal);
    }
}
