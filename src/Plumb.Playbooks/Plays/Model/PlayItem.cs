using Plumb.Core.Text;

namespace Plumb.Playbooks.Plays.Model;

/// <summary>An entry of a list of tasks, as written: a task or a block.</summary>
public abstract record PlayItem(KeywordSet Keywords, SourceSpan Span)
{
    /// <summary>The file with the line, as messages tell it.</summary>
    public string Place => PlaceOf(Span);

    internal static string PlaceOf(SourceSpan span) => $"{span.File.Name}:{span.StartPosition.Line}";
}

/// <summary>Tasks that belong together, with what to do where one fails and what to do in any case.</summary>
public sealed record BlockConfig(KeywordSet Keywords, SourceSpan Span) : PlayItem(Keywords, Span)
{
    public IReadOnlyList<PlayItem> Body { get; init; } = [];

    public IReadOnlyList<PlayItem> Rescue { get; init; } = [];

    public IReadOnlyList<PlayItem> Always { get; init; } = [];
}
