using System.Diagnostics.CodeAnalysis;

namespace Plumb.Provider.Models;

/// <summary>
/// A value as a plan has it: known, null, or not known yet. Properties of a plain type read an unknown as their default;
/// a property of this type tells the three apart, and can make a planned value unknown. The default is null.
/// </summary>
public readonly struct Tf<T> : IEquatable<Tf<T>>
{
    private readonly T? _value;
    private readonly Knowledge _knowledge;

    private Tf(T? value, Knowledge knowledge)
    {
        _value = value;
        _knowledge = knowledge;
    }

    private enum Knowledge : byte
    {
        Null,
        Unknown,
        Known,
    }

#pragma warning disable CA1000 // named where a value of the type is wanted: Tf<string>.Unknown
    public static Tf<T> Null => default;

    public static Tf<T> Unknown => new(default, Knowledge.Unknown);

    public static Tf<T> Known(T? value) => value;
#pragma warning restore CA1000

    public bool IsNull => _knowledge == Knowledge.Null;

    public bool IsUnknown => _knowledge == Knowledge.Unknown;

    [MemberNotNullWhen(true, nameof(_value))]
    public bool IsKnown => _knowledge == Knowledge.Known;

    /// <exception cref="InvalidOperationException">The value is null or unknown.</exception>
    public T Value => IsKnown ? _value : throw new InvalidOperationException(IsNull ? "The value is null." : "The value is not known yet.");

    /// <summary>The value, or the default of its type where it is null or unknown.</summary>
    public T? ValueOrDefault => _value;

    public static implicit operator Tf<T>(T? value) => value is null ? default : new(value, Knowledge.Known);

    public static bool operator ==(Tf<T> left, Tf<T> right) => left.Equals(right);

    public static bool operator !=(Tf<T> left, Tf<T> right) => !left.Equals(right);

    public T Or(T fallback) => IsKnown ? _value : fallback;

    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsKnown;
    }

    public bool Equals(Tf<T> other) => _knowledge == other._knowledge && EqualityComparer<T?>.Default.Equals(_value, other._value);

    public override bool Equals(object? obj) => obj is Tf<T> other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_knowledge, _value);

    /// <summary>For debuggers; it says nothing of what the value is, which may be a secret.</summary>
    public override string ToString() => _knowledge switch
    {
        Knowledge.Null => "(null)",
        Knowledge.Unknown => "(unknown)",
        _ => "(known)",
    };
}
