namespace Plumb.Playbooks.Inventory;

/// <summary>
/// A source that one kind of inventory cannot make sense of: the next kind may, so that it becomes a diagnostic only when none does. Also what
/// add_host and group_by report of names that cannot be.
/// </summary>
public sealed class InventoryException : Exception
{
    public InventoryException(string message) : base(message) { }

    public InventoryException(string message, Exception inner) : base(message, inner) { }

    public InventoryException() { }

    /// <summary>Whether it is a number of a range that is none, or too large.</summary>
    public bool IsWrongNumber { get; init; }
}
