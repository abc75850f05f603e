using Plumb.Core.Addresses;

namespace Plumb.Engine.Planning.Moves;

/// <summary>Where objects of the state were before the configuration's moves.</summary>
public sealed class MoveResults
{
    private readonly Dictionary<ResourceInstanceAddress, ResourceInstanceAddress> _previous = [];

    public IReadOnlyDictionary<ResourceInstanceAddress, ResourceInstanceAddress> Previous => _previous;

    /// <summary>Objects that could not be moved because another is at the target already: from, to.</summary>
    public List<(ResourceInstanceAddress From, ResourceInstanceAddress To)> Blocked { get; } = [];

    /// <summary>The earlier address, or null for an object that was not moved.</summary>
    public ResourceInstanceAddress? PreviousOf(ResourceInstanceAddress address) => _previous.GetValueOrDefault(address);

    /// <summary>Records one step of a chain of moves; the first address of the chain is what counts.</summary>
    public void Record(ResourceInstanceAddress from, ResourceInstanceAddress to)
    {
        var first = _previous.Remove(from, out var earlier) ? earlier : from;
        if (!first.Equals(to)) _previous[to] = first;
    }
}
