using System.Text.RegularExpressions;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Inventory.Patterns;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>
/// Reads the lines of an ini inventory into the state, once from top to bottom. Groups may be used before they are declared: what waits for a
/// declaration is kept, and is a fault at the end.
/// </summary>
internal sealed partial class IniInventoryParser(InventoryState inventory, string path)
{
    private enum Section
    {
        Hosts,
        Children,
        Vars,
    }

    private sealed record Pending(int Line, Section Section, List<string> Parents);

    private readonly OrderedDictionary<string, Pending> _pending = [];
    private int _line;

    public void Parse(string text)
    {
        var group = InventoryState.Ungrouped;
        var section = Section.Hosts;
        foreach (var raw in text.Split('\n'))
        {
            _line++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is '#' or ';') continue;
            if (SectionHeader().Match(line) is { Success: true } header) (group, section) = OpenSection(header);
            else if (line.StartsWith('[') && line.EndsWith(']')) throw Fault($"Invalid section entry: '{line}'. Please make sure that there are no spaces in the section entry, and that there are no other invalid characters");
            else if (section == Section.Hosts) AddHosts(line, group);
            else if (section == Section.Vars) SetGroupVariable(line, group);
            else AddChild(line, group);
        }
        CheckPending();
    }

    private (string Group, Section Section) OpenSection(Match header)
    {
        var group = inventory.SafeName(header.Groups["group"].Value);
        var kind = header.Groups["kind"].Value;
        var section = kind switch
        {
            "" or "hosts" => Section.Hosts,
            "children" => Section.Children,
            "vars" => Section.Vars,
            _ => throw Fault($"Section [{header.Groups["group"].Value}:{kind}] has unknown type: {kind}"),
        };
        if (!inventory.Groups.ContainsKey(group))
        {
            // Variables alone do not declare a group.
            if (section == Section.Vars) _pending.TryAdd(group, new Pending(_line, Section.Vars, []));
            inventory.AddGroup(group);
        }
        if (section != Section.Vars && _pending.TryGetValue(group, out var waiting))
        {
            if (waiting.Section == Section.Children) AddPendingChildren(group);
            else _pending.Remove(group);
        }
        return (group, section);
    }

    private void AddPendingChildren(string group)
    {
        foreach (var parent in _pending[group].Parents)
        {
            inventory.AddChild(parent, group);
            if (_pending.TryGetValue(parent, out var waiting) && waiting.Section == Section.Children) AddPendingChildren(parent);
        }
        _pending.Remove(group);
    }

    private void AddHosts(string line, string group)
    {
        var words = HostLineWords.Split(line);
        if (words.Count == 0) return;
        var (names, port) = HostRange.ExpandAddress(words[0]);
        if (words[0].EndsWith(':') && port is null) throw Fault($"Invalid host pattern '{words[0]}' supplied, ending in ':' is not allowed, this character is reserved to provide a port.");
        if (names.Any(name => name.Trim() == "---")) throw Fault($"Invalid host pattern '{words[0]}' supplied, '---' is normally a sign this is a YAML file.");
        var variables = new PyDict();
        foreach (var word in words.Skip(1))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) throw Fault($"Expected key=value host variable assignment, got: {word}");
            variables[word[..equals]] = IniValues.Read(word[(equals + 1)..]);
        }
        HostPopulation.AddAll(inventory, names, port, variables, group);
    }

    private void SetGroupVariable(string line, string group)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) throw Fault($"Expected key=value, got: {line}");
        inventory.SetVariable(inventory.Groups[group], line[..equals].Trim(), IniValues.Read(line[(equals + 1)..].Trim()));
    }

    private void AddChild(string line, string group)
    {
        if (GroupName().Match(line) is not { Success: true } match) throw Fault($"Expected group name, got: {line}");
        var child = match.Groups["group"].Value;
        if (inventory.Groups.ContainsKey(child)) inventory.AddChild(group, child);
        else if (_pending.TryGetValue(child, out var waiting)) waiting.Parents.Add(group);
        else _pending[child] = new Pending(_line, Section.Children, [group]);
    }

    private void CheckPending()
    {
        foreach (var (name, waiting) in _pending)
        {
            throw new InventoryException(waiting.Section == Section.Vars
                ? $"{path}:{waiting.Line}: Section [{name}:vars] not valid for undefined group: {name}"
                : $"{path}:{waiting.Line}: Section [{waiting.Parents[^1]}:children] includes undefined group: {name}");
        }
    }

    private InventoryException Fault(string message) => new($"{path}:{_line}: {message}");

    [GeneratedRegex(@"^\[(?<group>[^:\]\s]+)(?::(?<kind>\w+))?\]\s*(?:#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SectionHeader();

    [GeneratedRegex(@"^(?<group>[^:\]\s]+)\s*(?:#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex GroupName();
}
