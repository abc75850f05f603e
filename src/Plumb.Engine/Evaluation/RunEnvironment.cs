using Plumb.Core.Functions;

namespace Plumb.Engine.Evaluation;

/// <summary>What expressions may know of the run itself.</summary>
public sealed record RunEnvironment
{
    /// <summary>The root module's directory as <c>path.root</c> shows it.</summary>
    public string RootDirectory { get; init; } = ".";

    /// <summary>The working directory, absolute.</summary>
    public required string WorkingDirectory { get; init; }

    public string Workspace { get; init; } = "default";

    /// <summary>The built-in functions by name.</summary>
    public required Func<string, Function?> Functions { get; init; }

    public Func<IEnumerable<string>> FunctionNames { get; init; } = () => [];

    /// <summary>Whether changes are being made: <c>terraform.applying</c>.</summary>
    public bool Applying { get; init; }
}
