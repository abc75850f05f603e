using System.Globalization;
using Plumb.Core.Numerics;
using Plumb.Core.Text;

namespace Plumb.Core.Values;

/// <summary>
/// What is known of an unknown value: that it is not null, how its string starts, the bounds of its number, how many
/// elements its collection has. Bounds that do not fit the type are ignored.
/// </summary>
public sealed record Refinement
{
    /// <summary>After these no character can join the one before: they end a text as far as a prefix is concerned.</summary>
    private const string Delimiters = "-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'";

    /// <summary>Nothing but the type is known.</summary>
    public static Refinement None { get; } = new();

    public static Refinement NonNull { get; } = new() { NotNull = true };

    public bool NotNull { get; init; }

    public string? StringPrefix { get; init; }

    public NumberBound? LowerBound { get; init; }

    public NumberBound? UpperBound { get; init; }

    public int? LengthMin { get; init; }

    public int? LengthMax { get; init; }

    /// <summary>
    /// Adds that the string starts with a text, without its last character where what follows could still become part
    /// of that character: after "e" an accent may come.
    /// </summary>
    public Refinement StartingWith(string text)
    {
        var normal = NormalText.Of(text);
        var starts = StringInfo.ParseCombiningCharacters(normal);
        if (starts.Length == 0) return this;
        var last = starts[^1];
        var isDelimited = last == normal.Length - 1 && Delimiters.Contains(normal[last], StringComparison.Ordinal);
        var prefix = isDelimited ? normal : normal[..last];
        return prefix.Length == 0 ? this : RefinementRules.Combine(this, None with { StringPrefix = prefix });
    }
}

public readonly record struct NumberBound(Number Value, bool Inclusive);
