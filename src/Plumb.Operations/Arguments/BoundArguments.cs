using Plumb.Operations.Data;

namespace Plumb.Operations.Arguments;

/// <summary>Arguments after conversion and defaults, or why they cannot be used.</summary>
public sealed record BoundArguments(MapData Values, string? Error)
{
    /// <summary>Everything that is wrong, of which <see cref="Error"/> is the first.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The values of arguments that are secret, which must not appear in any output.</summary>
    public IReadOnlySet<string> Secrets { get; init; } = new HashSet<string>();
}
