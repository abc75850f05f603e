using Plumb.Core.Values;

namespace Plumb.Provider.Requests;

/// <summary>A question for the objects of a type that exist, whoever made them.</summary>
/// <param name="Type">The type of managed resource that the objects are.</param>
/// <param name="Config">What is asked for, in the list's own schema.</param>
public sealed record ListRequest(string Type, Value Config)
{
    /// <summary>The whole objects are wanted too, and not only what tells them apart.</summary>
    public bool IncludeResource { get; init; }

    /// <summary>How many are wanted at most.</summary>
    public long Limit { get; init; } = 100;
}

/// <summary>One object that exists.</summary>
/// <param name="DisplayName">What people know it by.</param>
/// <param name="Identity">What tells it apart; null only where the diagnostics say why.</param>
public sealed record ListedResource(string DisplayName, Value? Identity)
{
    /// <summary>The object in the schema of its resource, where it was asked for.</summary>
    public Value? Resource { get; init; }

    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}
