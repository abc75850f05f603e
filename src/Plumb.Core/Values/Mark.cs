namespace Plumb.Core.Values;

/// <summary>A note that a value carries through every operation.</summary>
public abstract record Mark
{
    private protected Mark()
    {
    }

    /// <summary>Not to be printed, logged or put into an environment.</summary>
    public static Mark Sensitive { get; } = new SensitiveMark();

    /// <summary>Not to be kept in a plan or a state.</summary>
    public static Mark Ephemeral { get; } = new EphemeralMark();

    /// <summary>Using the value deserves a warning.</summary>
    public static Mark Deprecated(string message, string? origin = null) => new DeprecatedMark(message, origin);

    /// <summary>A mark with a meaning to its maker alone.</summary>
    public static Mark Named(string name) => new NamedMark(name);
}

public sealed record SensitiveMark : Mark;

public sealed record EphemeralMark : Mark;

public sealed record DeprecatedMark(string Message, string? Origin) : Mark;

public sealed record NamedMark(string Name) : Mark;
