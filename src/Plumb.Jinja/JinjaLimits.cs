namespace Plumb.Jinja;

/// <summary>What a rendering may use up before it ends with a fault.</summary>
public sealed record JinjaLimits
{
    /// <summary>Statements run and turns of loops taken.</summary>
    public long Steps { get; init; } = 100_000_000;

    /// <summary>Characters of output, captured text included.</summary>
    public int Output { get; init; } = 1 << 26;

    /// <summary>Macros, includes, blocks and recursive loops inside of one another.</summary>
    public int Depth { get; init; } = 300;

    /// <summary>The longest range a template may make.</summary>
    public long Range { get; init; } = 10_000_000;

    /// <summary>How long a rendering may take; without end if null.</summary>
    public TimeSpan? Time { get; init; }
}
