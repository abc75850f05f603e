using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Hcl.Evaluation;

/// <summary>Results that are never null say so while they are unknown.</summary>
internal static class NotNull
{
    public static Value Refine(Value value) =>
        value.Unmarked is UnknownValue { Type: not DynamicType, Refinement.NotNull: false }
            ? ValueOperations.Refine(value, static r => r with { NotNull = true })
            : value;

    /// <summary>Whether the value, known or not, is sure not to be null.</summary>
    public static bool IsCertain(Value value) => value.Unmarked switch
    {
        NullValue => false,
        UnknownValue unknown => unknown.Refinement.NotNull,
        _ => true,
    };
}
