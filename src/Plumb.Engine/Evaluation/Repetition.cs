using Plumb.Core.Addresses;
using Plumb.Core.Types;
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

    /// <summary>Which instances there are is not known yet, or, while validating, not asked.</summary>
    Unknown,
}

/// <summary>The instances that count or for_each ask for, in order.</summary>
public sealed record Repetition(RepetitionKind Kind, IReadOnlyList<RepetitionInstance> Instances)
{
    private Dictionary<InstanceKey, RepetitionInstance>? _byKey;

    public static Repetition Single { get; } = new(RepetitionKind.Single, [RepetitionInstance.Single]);

    public static Repetition None { get; } = new(RepetitionKind.Enabled, []);

    /// <summary>One in place of all instances that there may turn out to be.</summary>
    public static Repetition NotKnownYet(RepetitionInstance any) => new(RepetitionKind.Unknown, [any]);

    public bool Has(InstanceKey key) => Find(key) is not null;

    /// <summary>The instance of that key, or null if there is none.</summary>
    public RepetitionInstance? Find(InstanceKey key) => (_byKey ??= Instances.ToDictionary(i => i.Key)).GetValueOrDefault(key);
}

/// <summary>One instance: its key, and what count.index, each.key and each.value mean in it.</summary>
public sealed class RepetitionInstance(InstanceKey key, Value? countIndex, Value? eachKey, Value? eachValue)
{
    public static RepetitionInstance Single { get; } = new(InstanceKey.None, null, null, null);

    /// <summary>Stands for every instance that count may give.</summary>
    public static RepetitionInstance AnyCounted { get; } = new(InstanceKey.Any, Value.Unknown(DataType.Number), null, null);

    /// <summary>Stands for every instance that for_each may give.</summary>
    public static RepetitionInstance AnyKeyed { get; } = new(InstanceKey.Any, null, Value.Unknown(DataType.String), Value.DynamicUnknown);

    /// <summary>Stands for an instance that enabled may give or not.</summary>
    public static RepetitionInstance AnyEnabled { get; } = new(InstanceKey.Any, null, null, null);

    /// <summary>An instance of which no more is known than its key, since count or for_each does not ask for it.</summary>
    public static RepetitionInstance OfKey(InstanceKey key) => new(key, key.IsNumber ? key.ToValue() : null, key.IsString ? key.ToValue() : null, null);

    public InstanceKey Key { get; } = key;

    public Value? CountIndex { get; } = countIndex;

    public Value? EachKey { get; } = eachKey;

    public Value? EachValue { get; } = eachValue;
}
