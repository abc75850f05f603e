using Plumb.Core.Addresses;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Configuration.References;

/// <summary>What the names that depend on their place mean at some place: whether there is a count, an each, a self.</summary>
internal sealed record ReferenceContext
{
    internal static ReferenceContext None { get; } = new();

    internal bool HasCount { get; init; }

    internal bool HasEach { get; init; }

    internal bool HasSelf { get; init; }

    /// <summary>Whether <c>caller</c> is the object that sets an action off.</summary>
    internal bool HasCaller { get; init; }

    /// <summary>What <c>self</c> looks like; null where that is not known.</summary>
    internal BlockSchema? Self { get; init; }

    /// <summary>The check block that the place is in.</summary>
    internal string? Check { get; init; }

    /// <summary>The resource whose own configuration this is, which cannot be made from itself.</summary>
    internal ResourceName? Owner { get; init; }
}
