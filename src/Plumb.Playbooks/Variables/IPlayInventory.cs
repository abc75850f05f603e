using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Variables;

/// <summary>The hosts that a run knows, in the order of the inventory; plays can add to them.</summary>
public interface IPlayInventory
{
    /// <summary>The hosts that a pattern means, narrowed to the limit where asked.</summary>
    IReadOnlyList<string> Match(string pattern, bool limited);

    /// <summary>All hosts, without the implicit localhost.</summary>
    IReadOnlyList<string> Hosts { get; }

    bool Knows(string host);

    /// <summary>Whether the host is the machine itself, without any inventory naming it.</summary>
    bool IsImplicit(string host);

    /// <summary>The variables of a host from the inventory and the files beside it and the playbook, the strongest level first.</summary>
    IReadOnlyList<VariableLayer> VariablesOf(string host);

    /// <summary>The groups that a host is in, sorted, without <c>all</c>.</summary>
    IReadOnlyList<string> GroupsOf(string host);

    /// <summary>Every group with its hosts.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>> Groups { get; }

    /// <summary>The file that a host is from, or null.</summary>
    string? SourceOf(string host);

    /// <summary>Adds a host, or variables and groups to one that is there. True where anything changed.</summary>
    bool AddHost(string name, IReadOnlyList<string> groups, PyDict variables);

    /// <summary>Puts a host in a group, which may be new, below others. True where anything changed.</summary>
    bool AddToGroup(string host, string group, IReadOnlyList<string> parents);

    /// <summary>Reads the sources again.</summary>
    ValueTask RefreshAsync();

    /// <summary>The folder of the playbook, whose group_vars and host_vars count too.</summary>
    void UsePlaybookFolder(string folder);

    /// <summary>That folder, or null as long as there is none.</summary>
    string? PlaybookFolder { get; }
}
