namespace Plumb.Cli.Arguments.Gnu;

/// <summary>An option of a <see cref="GnuCommand"/>: a switch, or one with a value.</summary>
/// <param name="Names">All names with their dashes, separated by blanks: <c>-l --list</c>.</param>
/// <param name="Description">For the help.</param>
internal sealed record GnuOption(string Names, string Description)
{
    /// <summary>What the help calls the value; null for a switch.</summary>
    public string? Value { get; init; }

    /// <summary>The values allowed; empty where all are.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Options of the same group exclude each other.</summary>
    public string? Group { get; init; }

    /// <summary>What the value is where the option stands without one; null where it needs one.</summary>
    public string? Implied { get; init; }

    public IReadOnlyList<string> AllNames => Names.Split(' ');

    /// <summary>As messages name it.</summary>
    public string Label => string.Join('/', AllNames);
}
