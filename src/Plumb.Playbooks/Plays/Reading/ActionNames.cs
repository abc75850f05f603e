namespace Plumb.Playbooks.Plays.Reading;

/// <summary>Names of actions: the peer's own may be written with their collection, and some have an older name.</summary>
public static class ActionNames
{
    private static readonly string[] Collections = ["ansible.builtin.", "ansible.legacy."];

    /// <summary>The actions whose text without a name is a command.</summary>
    private static readonly HashSet<string> Commands = ["command", "shell", "script", "raw", "expect"];

    /// <summary>The actions that take other text without a name.</summary>
    private static readonly HashSet<string> WithText = ["include", "include_tasks", "include_role", "include_vars", "import_tasks", "import_role", "import_playbook", "add_host", "group_by", "set_fact", "meta"];

    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal) { ["systemd_service"] = "systemd", ["yum"] = "dnf" };

    /// <summary>Without the peer's own collection; others keep theirs.</summary>
    public static string Short(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var collection in Collections)
        {
            if (name.StartsWith(collection, StringComparison.Ordinal)) return name[collection.Length..];
        }
        return name;
    }

    /// <summary>The name of the operation that does it.</summary>
    public static string Operation(string name) => Renamed.GetValueOrDefault(name, name);

    public static bool TakesCommand(string name) => Commands.Contains(name);

    public static bool TakesText(string name) => Commands.Contains(name) || WithText.Contains(name);
}
