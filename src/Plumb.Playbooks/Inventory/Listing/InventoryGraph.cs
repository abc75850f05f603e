using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory.Listing;

/// <summary>Groups and hosts as a tree of lines, each group with what is below it.</summary>
public sealed class InventoryGraph(InventoryListing listing, bool showVariables)
{
    public string Write(InventoryGroup start)
    {
        var lines = new List<string>();
        AddGroup(start, 0, lines);
        return string.Join('\n', lines);
    }

    private void AddGroup(InventoryGroup group, int depth, List<string> lines)
    {
        lines.Add(Line($"@{group.Name}:", depth));
        foreach (var child in group.Children) AddGroup(child, depth + 1, lines);
        if (group.Name != InventoryState.All)
            foreach (var host in group.Hosts)
            {
                lines.Add(Line(host.Name, depth + 1));
                if (showVariables) AddVariables(listing.OfHost(host), depth + 2, lines);
            }
        if (showVariables) AddVariables(listing.OfGroup(group), depth + 1, lines);
    }

    private static void AddVariables(PyDict variables, int depth, List<string> lines) => lines.AddRange(variables.Entries
        .Select(entry => (Name: PyValues.Str(entry.Key), entry.Value))
        .OrderBy(entry => entry.Name, StringComparer.Ordinal)
        .Select(entry => Line($"{{{entry.Name} = {PyValues.Str(new ListedValue(text => text.Envelope).Of(entry.Value))}}}", depth)));

    private static string Line(string name, int depth) => depth == 0 ? name : string.Concat(Enumerable.Repeat("  |", depth)) + "--" + name;
}
