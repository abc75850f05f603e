namespace Plumb.Playbooks.Callbacks;

/// <summary>What a task came to on a host, as a report tells it.</summary>
internal sealed record ReportEntry(ReportKind Kind, string Name, string Host, string Text)
{
    /// <summary>File and line of the task, or null where nobody wrote it.</summary>
    public string? Place { get; init; }
}

internal enum ReportKind { Ok, Message, Changed, FailedItem, Ignored, Failed, Unreachable }
