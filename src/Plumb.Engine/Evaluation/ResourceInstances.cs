using Plumb.Core.Addresses;
using Plumb.Core.Values;

namespace Plumb.Engine.Evaluation;

/// <summary>The objects of one resource in one module instance. The value of the whole is built once and shared.</summary>
internal sealed class ResourceInstances
{
    private readonly Repetition _repetition;
    private readonly Value?[] _values;
    private Dictionary<InstanceKey, int>? _byKey;
    private Value? _whole;

    public ResourceInstances(Repetition repetition)
    {
        _repetition = repetition;
        _values = new Value?[repetition.Instances.Count];
    }

    /// <summary>For a resource whose instances could not be told: every use of it is unknown, and silent where it was reported.</summary>
    public ResourceInstances(Value whole) : this(new Repetition(RepetitionKind.Unknown, [])) => _whole = whole;

    public Repetition Repetition => _repetition;

    public int Count => _values.Length;

    public InstanceKey KeyAt(int index) => _repetition.Instances[index].Key;

    public Value? ValueAt(int index) => _values[index];

    public void Set(int index, Value value) => _values[index] = value;

    /// <summary>The object of one instance, or null if there is none of that key.</summary>
    public Value? Find(InstanceKey key)
    {
        if (_repetition.Kind == RepetitionKind.Count) return key.IsNumber && (uint)key.Number < (uint)_values.Length ? _values[key.Number] : null;
        if (_repetition.Kind is RepetitionKind.Single or RepetitionKind.Enabled) return key.IsNone && _values.Length == 1 ? _values[0] : null;
        _byKey ??= _repetition.Instances.Select((instance, i) => (instance.Key, i)).ToDictionary(p => p.Key, p => p.i);
        return _byKey.TryGetValue(key, out var index) ? _values[index] : null;
    }

    /// <summary>What the resource's name means in an expression.</summary>
    public Value Whole() => _whole ??= BuildWhole();

    private Value BuildWhole()
    {
        switch (_repetition.Kind)
        {
            case RepetitionKind.Count:
                var elements = new Value[_values.Length];
                for (var i = 0; i < elements.Length; i++) elements[i] = _values[i] ?? Value.DynamicUnknown;
                return Value.Tuple(elements);
            case RepetitionKind.ForEach:
                return Value.Object(_values.Select((value, i) => KeyValuePair.Create(KeyAt(i).Text, value ?? Value.DynamicUnknown)));
            case RepetitionKind.Unknown:
                // A single object in place of all of them tells nothing of what there will be but its marks.
                return _values is [{ Marks: { IsEmpty: false } marks }] ? Value.DynamicUnknown.WithMarks(marks) : Value.DynamicUnknown;
            default:
                return _values.Length == 1 ? _values[0] ?? Value.DynamicUnknown : Value.DynamicNull;
        }
    }
}
