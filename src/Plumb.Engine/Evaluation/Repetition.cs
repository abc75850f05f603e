using Plumb.Core.Addresses;
using Plumb.Core.Values;

namespace Plumb.Engine.Evaluation;

public enum RepetitionKind
{
    /// <summary>Neither count nor for_each: one instance without a key.</summary>
    Single,
    Count,
    ForEach,

    /// <summary>By a bool: one instance without a key, or none.</summary>
    Enabled,

    /// <summary>While validating: which instances there are is not asked.</summary>
    Unknown,
}

/// <summary>The instances that count or for_each ask for, in order.</summary>
public sealed record Repetition(RepetitionKind Kind, IReadOnlyList<RepetitionInstance> Instances)
{
    private HashSet<InstanceKey>? _keys;

    public static Repetition Single { get; } = new(RepetitionKind.Single, [RepetitionInstance.Single]);

    public static Repetition None { get; } = new(RepetitionKind.Enabled, []);

    public bool Has(InstanceKey key) => (_keys ??= [.. Instances.Select(i => i.Key)]).Contains(key);
}

/// <summary>One instance: its key, and what count.index, each.key and each.value mean in it.</summary>
public sealed class RepetitionInstance(InstanceKey key, Value? countIndex, Value? eachKey, Value? eachValue)
{
    public static RepetitionInstance Single { get; } = new(InstanceKey.None, null, null, null);

    public InstanceKey Key { get; } = key;

    public Value? CountIndex { get; } = countIndex;

    public Value? EachKey { get; } = eachKey;

    public Value? EachValue { get; } = eachValue;
}
