using Plumb.Core.Values;
using Plumb.Provider.Authoring;

namespace Plumb.Provider.Models;

/// <summary>A configuration to check. What is unknown reads as a default in the model; the values here tell.</summary>
public sealed class ValidateContext(ObjectValue config, ProviderSession session) : OperationContext(session)
{
    public ObjectValue Config { get; } = config;

    /// <summary>Whether the place is configured with something known; a place inside something unknown is not.</summary>
    public bool IsKnown(ValuePath path) => ValueOperations.At(Config, path) is { IsKnown: true };
}
