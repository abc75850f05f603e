namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>A lookup: makes a list of values of terms, from outside of the play's variables.</summary>
/// <param name="Name">The name by which plays call it, without a collection.</param>
/// <param name="Run">Gives the values.</param>
internal sealed record Lookup(string Name, Func<LookupCall, IReadOnlyList<object?>> Run)
{
    /// <summary>The collection that the lookup is of.</summary>
    public string Collection { get; init; } = "ansible.builtin";
}
