namespace Plumb.Playbooks.Strategies;

/// <summary>The visible list of strategies.</summary>
internal static class StrategyTable
{
    private static readonly IReadOnlyList<IStrategy> All = [new LinearStrategy("linear"), new LinearStrategy("debug"), new FreeStrategy("free"), new FreeStrategy("host_pinned")];

    public static IStrategy? Find(string name) => All.FirstOrDefault(s => s.Name == Plays.Reading.ActionNames.Short(name));
}
