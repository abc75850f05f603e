using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>The order in which Terraform iterates the elements of a set: primitives by value, others by their hash text.</summary>
internal static class SetOrder
{
    /// <summary>Sorted and without duplicates.</summary>
    internal static Value[] Sort(DataType element, Value[] elements) => throw new NotImplementedException();
}
