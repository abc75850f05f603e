using Plumb.Core.Functions;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>range</c>: numbers from a start to before an end, by a step.</summary>
internal static class RangeFunction
{
    /// <summary>More numbers are surely a mistake, and the peer refuses them too.</summary>
    private const int MaxCount = 1024;

    private static readonly ListType Numbers = DataType.List(DataType.Number);

    internal static Function Create() => new()
    {
        Name = "range",
        Description = "Makes a list of numbers: from a start (0 if not given) to before an end, by a step (1 or -1 if not given).",
        VariadicParameter = new Parameter("params", DataType.Number),
        ReturnType = Function.Returns(Numbers),
        RefineResult = Function.NeverNull,
        Body = Range,
    };

    private static Value Range(FunctionCall call)
    {
        if (call.Count is < 1 or > 3) return call.Fail("takes one, two or three numbers: an end; a start and an end; a start, an end and a step");
        var (start, end) = call.Count == 1 ? (Number.Zero, call.NumberAt(0)) : (call.NumberAt(0), call.NumberAt(1));
        var step = call.Count == 3 ? call.NumberAt(2) : end < start ? -1 : 1;

        var isDown = step.Sign < 0;
        if (isDown ? end > start : end < start)
            return call.Fail(1, isDown ? "with a negative step the end must not be above the start" : "with a positive step the end must not be below the start");

        var numbers = new List<Value>();
        for (var number = start; isDown ? number > end : number < end; number += step)
        {
            if (numbers.Count == MaxCount) return call.Fail($"the range has more than {MaxCount} numbers; bring start and end closer together, or take a greater step");
            numbers.Add(Value.Number(number));
        }
        return ListValue.OfType(Numbers, [.. numbers]);
    }
}
