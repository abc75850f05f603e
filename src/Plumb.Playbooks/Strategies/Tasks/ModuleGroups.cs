namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>The groups of modules that can have defaults in common. A group of a collection means all of its modules.</summary>
internal static class ModuleGroups
{
    public static bool Contains(string group, string action)
    {
        var parts = group.Split('.');
        // Collections name their groups in metadata; by custom the group is for the modules of the collection that the name begins with.
        return parts.Length == 3 && action.StartsWith($"{parts[0]}.{parts[1]}.", StringComparison.Ordinal);
    }
}
