namespace Plumb.Playbooks.Templating;

/// <summary>How one text is rendered.</summary>
public sealed record RenderOptions
{
    public static readonly RenderOptions Default = new();

    /// <summary>Whether text that looks like a list, a dictionary or a truth value becomes one (without native types only).</summary>
    public bool ConvertData { get; init; } = true;

    /// <summary>Whether line ends at the end of the source are kept.</summary>
    public bool PreserveTrailingNewlines { get; init; } = true;

    /// <summary>Whether a backslash in a quoted text of an expression means itself, as playbooks expect.</summary>
    public bool EscapeBackslashes { get; init; } = true;

    /// <summary>Whether lookups are refused: for text that others may have written.</summary>
    public bool DisableLookups { get; init; }
}
