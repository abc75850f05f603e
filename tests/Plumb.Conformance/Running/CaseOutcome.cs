namespace Plumb.Conformance.Running;

public enum CaseStatus
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>How one case went; the note is the first difference, or the reason for the skip.</summary>
public sealed record CaseOutcome(string Suite, string Case, CaseStatus Status, string Note);
