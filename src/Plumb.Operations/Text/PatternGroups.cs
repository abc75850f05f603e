namespace Plumb.Operations.Text;

/// <summary>How many groups a pattern has, and the numbers of those with names.</summary>
public sealed record PatternGroups(int Count, IReadOnlyDictionary<string, int> Names);
