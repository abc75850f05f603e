using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Conversion;

/// <summary>Terraform's type conversion and unification rules.</summary>
public static class TypeConversion
{
    /// <summary>
    /// The value as the type, a constraint that may contain dynamic and optional attributes (which become null where
    /// absent). Marks and refinements are kept. Fails with the reason in the peer's sense ("a number is required").
    /// </summary>
    public static bool TryConvert(Value value, DataType type, [NotNullWhen(true)] out Value? result, [NotNullWhen(false)] out ConversionError? error) =>
        throw new NotImplementedException();

    /// <summary>Whether some value of the one type might convert to the other (an unsafe conversion counts).</summary>
    public static bool CanConvert(DataType from, DataType to) => throw new NotImplementedException();

    /// <summary>Whether every value of the one type converts to the other.</summary>
    public static bool CanConvertSafely(DataType from, DataType to) => throw new NotImplementedException();

    /// <summary>The one type that all convert to, or null; safe conversions only unless <paramref name="allowUnsafe"/>.</summary>
    public static DataType? Unify(IReadOnlyList<DataType> types, bool allowUnsafe = false) => throw new NotImplementedException();

    /// <summary>Why a value of the one type is not of the other, as "a string is required".</summary>
    public static string DescribeMismatch(DataType got, DataType want) => throw new NotImplementedException();
}

/// <summary>Why a conversion failed and where inside the value.</summary>
public sealed record ConversionError(ValuePath Path, string Message)
{
    /// <summary>The message with the place in front, as "attribute \"a\": a string is required".</summary>
    public string Describe() => throw new NotImplementedException();
}
