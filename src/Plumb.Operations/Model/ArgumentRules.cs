namespace Plumb.Operations.Model;

/// <summary>What must hold between arguments.</summary>
public sealed record ArgumentRules
{
    public static readonly ArgumentRules None = new();

    public IReadOnlyList<IReadOnlyList<string>> MutuallyExclusive { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> RequiredTogether { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> RequiredOneOf { get; init; } = [];

    public IReadOnlyList<ArgumentCondition> RequiredIf { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> RequiredBy { get; init; } = [];
}
