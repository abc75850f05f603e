using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Numeric;

/// <summary><c>sum</c>: all numbers of a list, set or tuple added up.</summary>
internal static class SumFunction
{
    private const string NeedsNumbers = "needs a list, set or tuple of numbers, without nulls";

    internal static Function Create() => new()
    {
        Name = "sum",
        Description = "Adds up the numbers of a list, set or tuple, which must hold at least one.",
        Parameters = [new Parameter("list", DataType.Dynamic)],
        ReturnType = Function.Returns(DataType.Number),
        RefineResult = Function.NeverNull,
        Body = Sum,
    };

    private static Value Sum(FunctionCall call)
    {
        if (call[0] is not SequenceValue numbers) return call.Fail(0, $"{NeedsNumbers}, not {call[0].Type.FriendlyName}");
        if (numbers.Count == 0) return call.Fail(0, "cannot add up a list without elements");
        if (!numbers.IsWhollyKnown) return call.UnknownResult();

        var sum = Number.Zero;
        for (var i = 0; i < numbers.Count; i++)
        {
            if (!TypeConversion.TryConvert(numbers[i], DataType.Number, out var converted, out _) || converted is not NumberValue { Number: var number })
                return call.Fail(0, NeedsNumbers);
            if (i == 0) sum = number;
            else if (sum.IsInfinity && number.IsInfinity && sum.Sign != number.Sign) return call.Fail("positive and negative infinity have no sum");
            else sum += number;
        }
        return Value.Number(sum);
    }
}
