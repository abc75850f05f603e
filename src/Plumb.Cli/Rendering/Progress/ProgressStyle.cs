namespace Plumb.Cli.Rendering.Progress;

/// <summary>How progress is told.</summary>
internal sealed record ProgressStyle(bool Color)
{
    /// <summary>Not at all, but for what is counted.</summary>
    public bool IsConcise { get; init; }

    /// <summary>With a block below the lines that shows what is running.</summary>
    public bool IsLive { get; init; }

    /// <summary>In the words of the command that imports a single object.</summary>
    public bool IsImportCommand { get; init; }

    public string Paint(string text, Tone tone) => !Color ? text : tone switch
    {
        Tone.Good => $"\u001b[1m\u001b[32m{text}\u001b[0m",
        Tone.Bad => $"\u001b[1m\u001b[31m{text}\u001b[0m",
        _ => $"\u001b[1m{text}\u001b[0m",
    };
}

internal enum Tone
{
    Plain,
    Good,
    Bad,
}
