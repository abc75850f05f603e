using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>The one type that the elements of a collection must have.</summary>
public static class ElementTypes
{
    /// <summary>The type of all elements but those of dynamic type (an untyped null or unknown fits any), or null if they differ.</summary>
    public static DataType? CommonType(ReadOnlySpan<Value> elements)
    {
        DataType common = DataType.Dynamic;
        foreach (var element in elements)
        {
            if (common is DynamicType) common = element.Type;
            else if (element.Type is not DynamicType && !element.Type.Equals(common)) return null;
        }
        return common;
    }

    /// <summary>Gives untyped nulls and unknowns the type of their collection's elements, in place.</summary>
    internal static void Settle(Value[] elements, DataType type)
    {
        if (type is DynamicType) return;
        for (var i = 0; i < elements.Length; i++)
        {
            var element = elements[i];
            if (element.Type is not DynamicType) continue;
            var typed = element.Unmarked is NullValue ? (Value)Value.Null(type) : Value.Unknown(type);
            elements[i] = typed.WithMarks(element.Marks);
        }
    }
}
