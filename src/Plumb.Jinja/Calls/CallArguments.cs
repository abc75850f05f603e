namespace Plumb.Jinja.Calls;

/// <summary>The arguments of one call: those by position, then those by name, in the order written.</summary>
public sealed record CallArguments(IReadOnlyList<object?> Positional, IReadOnlyList<KeyValuePair<string, object?>> Named)
{
    public static readonly CallArguments None = new([], []);

    /// <summary>The arguments without those that stand before a position.</summary>
    internal CallArguments From(int position) => Positional.Count <= position && Named.Count == 0 ? None : this with { Positional = [.. Positional.Skip(position)] };
}
