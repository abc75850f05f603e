using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Numeric;

/// <summary><c>ceil</c> and <c>floor</c>: the nearest whole number that is not smaller, or not greater.</summary>
internal static class RoundingFunctions
{
    internal static Function CreateCeil() => new()
    {
        Name = "ceil",
        Description = "Gives the smallest whole number that is not smaller than the given number.",
        Parameters = [new Parameter("num", DataType.Number)],
        ReturnType = Function.Returns(DataType.Number),
        RefineResult = Function.NeverNull,
        Body = static call => Value.Number(call.NumberAt(0).Ceiling()),
    };

    internal static Function CreateFloor() => new()
    {
        Name = "floor",
        Description = "Gives the greatest whole number that is not greater than the given number.",
        Parameters = [new Parameter("num", DataType.Number)],
        ReturnType = Function.Returns(DataType.Number),
        RefineResult = Function.NeverNull,
        Body = static call => Value.Number(call.NumberAt(0).Floor()),
    };
}
