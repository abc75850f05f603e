namespace Plumb.Playbooks.Plays.Model;

/// <summary>A playbook file with the plays of those that it imports, in order.</summary>
public sealed record PlaybookConfig(string Path, IReadOnlyList<PlayConfig> Plays)
{
    /// <summary>Whether it was made for a single action and is in no file.</summary>
    public bool IsAdHoc { get; init; }
}
