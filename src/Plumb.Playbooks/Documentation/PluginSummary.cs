namespace Plumb.Playbooks.Documentation;

/// <summary>What a filter, test or lookup is for, in a line.</summary>
/// <param name="Name">In templates.</param>
/// <param name="Parameters">What it takes besides its value, separated by commas; one with a default is optional.</param>
/// <param name="Summary">What it gives.</param>
public sealed record PluginSummary(string Name, string Parameters, string Summary)
{
    public string Collection { get; init; } = "ansible.builtin";
}
