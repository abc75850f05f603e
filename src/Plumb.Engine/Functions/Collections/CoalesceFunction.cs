using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>coalesce</c>: the first argument that is neither null nor an empty string.</summary>
internal static class CoalesceFunction
{
    internal static Function Create() => new()
    {
        Name = "coalesce",
        Description = "Gives the first of its arguments that is neither null nor an empty string. All are converted to one type.",
        VariadicParameter = new Parameter("vals", DataType.Dynamic) { AllowUnknown = true, AllowDynamic = true, AllowNull = true },
        ReturnType = static call =>
            (call.Count == 0 ? null : TypeConversion.Unify([.. call.Arguments.Select(a => a.Type)], allowUnsafe: true))
            ?? call.FailType("all arguments must be of one type, or convert to one"),
        RefineResult = Function.NeverNull,
        Body = Coalesce,
    };

    private static Value Coalesce(FunctionCall call)
    {
        for (var i = 0; i < call.Count; i++)
        {
            if (!TypeConversion.TryConvert(call[i], call.ReturnType, out var value, out var error)) return call.Fail(i, error.Describe());
            if (!value.IsKnown) return call.UnknownResult();
            if (value is not (NullValue or StringValue { Text: "" })) return value;
        }
        return call.Fail("every argument is null or an empty string");
    }
}
