namespace Plumb.Playbooks.Callbacks;

/// <summary>How results are shown: the settings of the peer's default callback.</summary>
public sealed record CallbackSettings
{
    public bool ShowSkipped { get; init; } = true;

    public bool ShowOk { get; init; } = true;

    public bool FailuresToErrors { get; init; }

    public bool ShowCustomStatistics { get; init; }

    public bool ShowHostStarts { get; init; }

    public bool MarkChecks { get; init; }

    public bool ShowPlaceOfFailures { get; init; }

    public bool ShowArguments { get; init; }

    public bool ShowActionWarnings { get; init; } = true;

    /// <summary>Results as YAML rather than JSON.</summary>
    public bool AsYaml { get; init; }

    /// <summary>Whether results go over several lines; null leaves that to what the result is.</summary>
    public bool? Pretty { get; init; }

    public int DiffContext { get; init; } = 3;

    /// <summary>Whether the run as a whole only predicts.</summary>
    public bool IsCheck { get; init; }
}
