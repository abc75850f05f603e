namespace Plumb.Engine.Functions.Strings.Formatting;

/// <summary>A part of a format string: literal text, or a verb with its flags.</summary>
internal abstract record FormatPart;

internal sealed record FormatLiteral(string Text) : FormatPart;

/// <summary>A verb such as <c>%-8.2f</c>. The argument is 1-based; width and precision are null where they are not given.</summary>
internal sealed record FormatVerb(string Written, int Offset, int Argument, char Letter) : FormatPart
{
    internal int? Width { get; init; }

    internal int? Precision { get; init; }

    /// <summary><c>0</c>: fill with zeros.</summary>
    internal bool Zero { get; init; }

    /// <summary><c>#</c>: JSON for %v, a prefix for the bases 2, 8 and 16.</summary>
    internal bool Sharp { get; init; }

    /// <summary><c>+</c>: a sign before positive numbers too.</summary>
    internal bool Plus { get; init; }

    /// <summary><c>-</c>: fill on the right.</summary>
    internal bool Minus { get; init; }

    /// <summary>A space: leave one where a sign would be.</summary>
    internal bool Space { get; init; }

    public override string ToString() => $"\"{Written}\" (at {Offset})";
}
