using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Conversion;

/// <summary>
/// Terraform's rules of type conversion and unification. A conversion is safe if every value of a type has a
/// counterpart (numbers are strings too), unsafe if it depends on the value ("5" is a number, "five" is not).
/// </summary>
public static class TypeConversion
{
    /// <summary>
    /// The value as the type, a constraint that may contain dynamic and optional attributes (which become null where
    /// absent). Marks and refinements are kept; a value that has the type already is returned as it is, unvisited.
    /// Fails with the reason in the peer's sense ("a number is required").
    /// </summary>
    public static bool TryConvert(Value value, DataType type, [NotNullWhen(true)] out Value? result, [NotNullWhen(false)] out ConversionError? error)
    {
        (result, error) = (value, null);
        if (type is DynamicType || value.Type.Equals(type.WithoutOptionalAttributes())) return true;
        if (type.HasDynamic && !type.HasOptionalAttributes && value.Type.ConformsTo(type)) return true;
        if (!ConversionRules.IsPossible(value.Type, type, allowUnsafe: true))
        {
            (result, error) = (null, new ConversionError(ValuePath.Root, MismatchText.Write(value.Type, type)));
            return false;
        }
        var converter = new ValueConverter();
        result = converter.Convert(value, type);
        if (result is not null) return true;
        error = converter.Error ?? new ConversionError(ValuePath.Root, MismatchText.Write(value.Type, type));
        return false;
    }

    /// <summary>Whether some value of the one type might convert to the other (an unsafe conversion counts).</summary>
    public static bool CanConvert(DataType from, DataType to) => ConversionRules.IsPossible(from, to, allowUnsafe: true);

    /// <summary>Whether every value of the one type converts to the other.</summary>
    public static bool CanConvertSafely(DataType from, DataType to) => ConversionRules.IsPossible(from, to, allowUnsafe: false);

    /// <summary>
    /// The one type that all convert to, or null if there is none (of no types there is none); safe conversions only
    /// unless <paramref name="allowUnsafe"/>. Among structures with dynamic types nothing is sure but dynamic.
    /// </summary>
    public static DataType? Unify(IReadOnlyList<DataType> types, bool allowUnsafe = false) => new TypeUnifier(allowUnsafe).Unify(types);

    /// <summary>
    /// Negative if the first type is the more general one, which unification would rather choose, positive if the second
    /// is, zero if neither is sure to be. Whether the types convert at all is another question.
    /// </summary>
    public static int CompareGenerality(DataType a, DataType b) => TypeGenerality.Compare(a, b);

    /// <summary>The types with more general ones first; those without an order between them stay as they came.</summary>
    public static IReadOnlyList<DataType> MostGeneralFirst(IReadOnlyList<DataType> types) => TypeGenerality.Sort(types);

    /// <summary>Why a value of the one type does not convert to the other, as "list of string required".</summary>
    public static string DescribeMismatch(DataType got, DataType want) => MismatchText.Write(got, want);
}
