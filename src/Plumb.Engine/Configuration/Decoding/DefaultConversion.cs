using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Conversion;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Converts a variable's default to its type, defaults of optional attributes filled in.</summary>
internal static class DefaultConversion
{
    internal static bool TryConvert(Value value, DataType type, TypeDefaults? defaults, [NotNullWhen(true)] out Value? converted, [NotNullWhen(false)] out string? reason)
    {
        (converted, reason) = (value, null);
        if (defaults is not null && value.Unmarked is not NullValue) value = defaults.Apply(value);
        if (type is DynamicType) return true;
        if (TypeConversion.TryConvert(value, type, out var result, out var error))
        {
            converted = result;
            return true;
        }
        (converted, reason) = (null, error.Describe());
        return false;
    }
}
