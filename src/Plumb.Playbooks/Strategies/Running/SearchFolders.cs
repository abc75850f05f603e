using Plumb.Playbooks.Plays.Linking;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Where files that tasks name are looked for: in the roles around, beside the file of the task, beside the playbook.</summary>
internal static class SearchFolders
{
    /// <summary>The folders, each once.</summary>
    public static IReadOnlyList<string> Of(TaskNode task, PlayModel? play)
    {
        var folders = OfTask(task);
        if (play is not null && !folders.Contains(play.Config.Folder)) folders.Add(play.Config.Folder);
        return folders;
    }

    /// <summary>The path of a file or folder, looked for in the subfolder of each place first; or null.</summary>
    public static string? Find(string name, string? subfolder, TaskNode task, PlayModel play) =>
        Candidates(name, subfolder, task, play).FirstOrDefault(p => File.Exists(p) || Directory.Exists(p.TrimEnd('/')));

    /// <summary>Every path that is tried, in order. The playbook's folder is the last resort, even if it was tried before.</summary>
    public static IEnumerable<string> Candidates(string name, string? subfolder, TaskNode task, PlayModel play)
    {
        if (name.StartsWith('~')) name = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), name.TrimStart('~').TrimStart('/'));
        if (Path.IsPathRooted(name)) return [name];
        var inside = subfolder is null || name.Split('/')[0] == subfolder ? null : subfolder;
        var paths = new List<string>();
        foreach (var folder in OfTask(task))
        {
            // Files and templates of a role lie beside its tasks.
            if (task.Role is not null && Path.GetFileName(folder) == "tasks" && Path.GetDirectoryName(folder) is { } role) Add(paths, role, inside, name);
            Add(paths, folder, inside, name);
        }
        Add(paths, play.Config.Folder, inside, name);
        return paths.Select(Path.GetFullPath);
    }

    private static List<string> OfTask(TaskNode task)
    {
        var folders = new List<string>();
        foreach (var role in task.Role?.Chain ?? []) folders.Add(role.Folder);
        if (Path.GetDirectoryName(Path.GetFullPath(task.Config.Span.File.Name)) is { } beside && !folders.Contains(beside)) folders.Add(beside);
        return folders;
    }

    private static void Add(List<string> paths, string folder, string? inside, string name)
    {
        if (inside is not null) paths.Add(Path.Combine(folder, inside, name));
        paths.Add(Path.Combine(folder, name));
    }
}
