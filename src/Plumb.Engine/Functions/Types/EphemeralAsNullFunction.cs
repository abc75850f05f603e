using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Types;

/// <summary><c>ephemeralasnull</c>: a value with null in place of everything that must not be kept.</summary>
internal static class EphemeralAsNullFunction
{
    internal static Function Create() => new()
    {
        Name = "ephemeralasnull",
        Description = "Puts null in place of every ephemeral value, at any depth, so that the rest can be kept.",
        Parameters = [new Parameter("value", DataType.Dynamic) { AllowNull = true, AllowUnknown = true, AllowDynamic = true, AllowMarked = true }],
        ReturnType = static call => call[0].Type,
        Body = static call => call[0].ContainsMarked && call[0].MarksDeep().IsEphemeral
            ? ValueOperations.Transform(call[0], static (_, value) => Replace(value))
            : call[0],
    };

    private static Value Replace(Value value)
    {
        if (!value.Marks.IsEphemeral) return value;
        // Whether an unknown value will be ephemeral is not certain: it stays unknown.
        Value kept = value.IsKnown ? Value.Null(value.Type) : Value.Unknown(value.Type);
        return kept.WithMarks(value.Marks.Without(Mark.Ephemeral));
    }
}
