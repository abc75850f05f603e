using Plumb.Core.Conversion;
using Plumb.Core.Types;

namespace Plumb.Core.Values;

internal static class ValueConformance
{
    /// <summary>The value itself if it is of the type already, as it is nearly always; else converted.</summary>
    /// <exception cref="ArgumentException">It does not convert, which is a bug of the caller.</exception>
    internal static Value ConformTo(this Value value, DataType type)
    {
        if (value.Type.ConformsTo(type)) return value;
        return TypeConversion.TryConvert(value, type, out var converted, out var error)
            ? converted
            : throw new ArgumentException($"A value of type {value.Type} is not {type}: {error.Message}.", nameof(value));
    }
}
