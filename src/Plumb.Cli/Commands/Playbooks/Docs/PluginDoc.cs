using Plumb.Operations.Data;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>What is known of a module, a filter or another thing that plays name.</summary>
/// <param name="Type">As <c>--type</c> names it.</param>
/// <param name="Name">Without the collection.</param>
internal sealed record PluginDoc(string Type, string Name, string Collection, string Summary)
{
    public IReadOnlyList<string> Description { get; init; } = [];

    public IReadOnlyList<OptionDoc> Options { get; init; } = [];

    /// <summary>The arguments that stand without their names.</summary>
    public string? Positional { get; init; }

    /// <summary>Whether a check tells what would be done: full, partial or none. Null where the question makes no sense.</summary>
    public string? CheckMode { get; init; }

    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>The file that it is in, or that it comes with the program.</summary>
    public string Origin { get; init; } = "built in";

    public string FullName => $"{Collection}.{Name}";

    public bool Answers(string name) => name == Name || name == FullName || OtherNames.Contains(name) || OtherNames.Any(o => name == $"{Collection}.{o}")
        || (Collection == "ansible.builtin" && name.StartsWith("ansible.legacy.", StringComparison.Ordinal) && Answers(name["ansible.legacy.".Length..]));
}

/// <summary>One option: what it is for, and which values it takes.</summary>
internal sealed record OptionDoc(string Name, string Type, IReadOnlyList<string> Description)
{
    public bool Required { get; init; }

    public DataValue? Default { get; init; }

    public IReadOnlyList<DataValue> Choices { get; init; } = [];

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? Elements { get; init; }

    public IReadOnlyList<OptionDoc> Options { get; init; } = [];
}
