using Plumb.Core.Values;
using Plumb.Provider.Validation;

namespace Plumb.Provider.Behaviors;

/// <summary>What a provider does about an attribute or block by rule, so that its code need not: checks, a default, and how a change of it is planned.</summary>
public sealed record AttributeBehavior
{
    public static AttributeBehavior None { get; } = new();

    /// <summary>Planned where nothing is configured.</summary>
    public Value? Default { get; init; }

    public IReadOnlyList<IPlanModifier> Modifiers { get; init; } = [];

    public IReadOnlyList<Validator> Validators { get; init; } = [];
}
