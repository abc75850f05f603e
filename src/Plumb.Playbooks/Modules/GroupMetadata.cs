using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Modules;

/// <summary>What a group of modules says of itself among its members: which other groups are in it.</summary>
internal static class GroupMetadata
{
    private const string Name = "metadata";
    private const string Extension = "extend_group";

    /// <summary>The names of the groups whose modules are in the group too.</summary>
    public static IEnumerable<string> Extended(PyDict metadata) => !metadata.TryGet(Extension, out var groups) ? [] : groups switch
    {
        string one => [one],
        PyList several => several.Items.Select(PyText.Str),
        _ => [],
    };

    /// <summary>What is wrong with an entry that is no module.</summary>
    public static IEnumerable<string> Faults(PyDict entry, bool isSecond)
    {
        if (entry.Count != 1 || !entry.TryGet(Name, out var value))
        {
            yield return $"The only expected key is metadata, but got keys: {string.Join(", ", entry.Keys.Select(PyText.Str).Order(StringComparer.Ordinal))}";
            yield break;
        }
        if (isSecond) yield return "The group contains multiple metadata entries.";
        if (value is not PyDict metadata)
        {
            yield return $"The metadata is not a dictionary. Got {PyText.Str(value)}";
            yield break;
        }
        var unknown = metadata.Keys.Select(PyText.Str).Where(k => k != Extension).ToList();
        if (unknown.Count > 0) yield return $"The metadata contains unexpected keys: {string.Join(", ", unknown)}";
        if (metadata.TryGet(Extension, out var groups) && groups is not (string or PyList))
            yield return $"The metadata contains unexpected key types: {Extension} is {PyText.Str(groups)} (expected type list)";
    }
}
