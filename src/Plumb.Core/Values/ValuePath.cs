using System.Text;

namespace Plumb.Core.Values;

/// <summary>A place inside a value: attribute names and index keys from the outside in. Immutable.</summary>
public sealed class ValuePath : IEquatable<ValuePath>
{
    private readonly PathStep[] _steps;

    private ValuePath(PathStep[] steps) => _steps = steps;

    public static ValuePath Root { get; } = new([]);

    public IReadOnlyList<PathStep> Steps => _steps;

    public bool IsRoot => _steps.Length == 0;

    public static ValuePath Of(params IEnumerable<PathStep> steps) => new([.. steps]);

    public ValuePath Attribute(string name) => new([.. _steps, new AttributeStep(name)]);

    /// <summary>The key is a known string or number, or, inside a set, the element itself.</summary>
    public ValuePath Index(Value key) => new([.. _steps, new IndexStep(key)]);

    public bool StartsWith(ValuePath prefix) =>
        prefix._steps.Length <= _steps.Length && _steps.AsSpan(0, prefix._steps.Length).SequenceEqual(prefix._steps);

    public bool Equals(ValuePath? other) => other is not null && _steps.AsSpan().SequenceEqual(other._steps);

    public override bool Equals(object? obj) => Equals(obj as ValuePath);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var step in _steps) hash.Add(step);
        return hash.ToHashCode();
    }

    /// <summary>As written in an expression after the object's name: <c>.a[0]["k"]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in _steps)
        {
            _ = step switch
            {
                AttributeStep a => text.Append('.').Append(a.Name),
                IndexStep { Key: StringValue s } => text.Append("[\"").Append(s.Text).Append("\"]"),
                IndexStep { Key: NumberValue n } => text.Append('[').Append(n.Number.ToString()).Append(']'),
                _ => text.Append("[...]"),
            };
        }
        return text.ToString();
    }
}

public abstract record PathStep;

public sealed record AttributeStep(string Name) : PathStep;

public sealed record IndexStep(Value Key) : PathStep;

/// <summary>Marks of the value at a place inside another.</summary>
public readonly record struct PathMarks(ValuePath Path, MarkSet Marks);
