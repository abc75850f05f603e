namespace Plumb.Playbooks.Strategies;

/// <summary>The visible list of strategies.</summary>
internal static class StrategyTable
{
    /// <summary>Those of Mitogen go from task to task as the others do; what they make fast is fast here without them.</summary>
    private static readonly IReadOnlyList<IStrategy> All =
    [
        new LinearStrategy("linear"), new LinearStrategy("debug"), new FreeStrategy("free"), new FreeStrategy("host_pinned"),
        new LinearStrategy("mitogen_linear"), new LinearStrategy("mitogen"), new FreeStrategy("mitogen_free"), new FreeStrategy("mitogen_host_pinned"),
    ];

    public static IStrategy? Find(string name) => All.FirstOrDefault(s => s.Name == Plays.Reading.ActionNames.Short(name));
}
