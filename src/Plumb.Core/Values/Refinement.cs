using Plumb.Core.Numerics;

namespace Plumb.Core.Values;

/// <summary>
/// What is known of an unknown value: that it is not null, how its string starts, the bounds of its number, how many
/// elements its collection has. Bounds that do not fit the type are ignored.
/// </summary>
public sealed record Refinement
{
    /// <summary>Nothing but the type is known.</summary>
    public static Refinement None { get; } = new();

    public static Refinement NonNull { get; } = new() { NotNull = true };

    public bool NotNull { get; init; }

    public string? StringPrefix { get; init; }

    public NumberBound? LowerBound { get; init; }

    public NumberBound? UpperBound { get; init; }

    public int? LengthMin { get; init; }

    public int? LengthMax { get; init; }
}

public readonly record struct NumberBound(Number Value, bool Inclusive);
