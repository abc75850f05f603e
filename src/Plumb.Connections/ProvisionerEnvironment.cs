namespace Plumb.Connections;

/// <summary>What provisioners take from the process that they run in.</summary>
public sealed record ProvisionerEnvironment
{
    /// <summary>Relative paths start here.</summary>
    public required string WorkingDirectory { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>A program that answers as <see cref="OpenSsh.AskPass"/> says; null to use a script.</summary>
    public string? AskPassProgram { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
