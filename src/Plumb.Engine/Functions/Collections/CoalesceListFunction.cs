using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>coalescelist</c>: the first list or tuple that has elements.</summary>
internal static class CoalesceListFunction
{
    internal static Function Create() => new()
    {
        Name = "coalescelist",
        Description = "Gives the first of its list arguments that is not empty.",
        VariadicParameter = new Parameter("vals", DataType.Dynamic) { AllowUnknown = true, AllowDynamic = true, AllowNull = true },
        ReturnType = ResultType,
        RefineResult = Function.NeverNull,
        Body = Coalesce,
    };

    private static DataType ResultType(FunctionCall call)
    {
        if (call.Count == 0) return call.FailType("at least one argument is needed");
        var type = call[0].Type;
        foreach (var argument in call.Arguments)
        {
            // An unknown list may turn out empty, and the next may be of another type.
            if (!argument.IsKnown) return DataType.Dynamic;
            if (argument.Type is not (ListType or TupleType)) return call.FailType($"every argument must be a list or a tuple, not {argument.Type.FriendlyName}");
            if (!argument.Type.Equals(type)) type = DataType.Dynamic;
        }
        return type;
    }

    private static Value Coalesce(FunctionCall call)
    {
        foreach (var argument in call.Arguments)
        {
            if (!argument.IsKnown) return call.UnknownResult();
            if (argument is SequenceValue { Count: > 0 }) return argument;
        }
        return call.Fail("every argument is null or empty");
    }
}
