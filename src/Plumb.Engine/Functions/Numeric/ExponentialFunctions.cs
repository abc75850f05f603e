using Plumb.Core.Functions;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Numeric;

/// <summary><c>log</c> and <c>pow</c>, which compute in double precision.</summary>
internal static class ExponentialFunctions
{
    internal static Function CreateLog() => Create(
        "log", "base", "Gives the logarithm of a number in the given base.", static (number, radix) => ElementaryFunctions.Log(number) / ElementaryFunctions.Log(radix));

    internal static Function CreatePow() => Create(
        "pow", "power", "Raises a number to the given power.", ElementaryFunctions.Pow);

    private static Function Create(string name, string second, string description, Func<double, double, double> compute) => new()
    {
        Name = name,
        Description = description,
        Parameters = [new Parameter("num", DataType.Number), new Parameter(second, DataType.Number)],
        ReturnType = Function.Returns(DataType.Number),
        RefineResult = Function.NeverNull,
        Body = call =>
        {
            if (!TryDouble(call, 0, out var a) || !TryDouble(call, 1, out var b)) return call.Fail("the numbers must be within the range of double precision");
            var result = compute(a, b);
            return double.IsNaN(result) ? call.Fail($"{call.NumberAt(0)} and {call.NumberAt(1)} give no number") : Value.Number(FromDouble(result));
        },
    };

    private static bool TryDouble(FunctionCall call, int index, out double value)
    {
        var number = call.NumberAt(index);
        value = number.ToDouble();
        return double.IsFinite(value) || number.IsInfinity;
    }

    private static Number FromDouble(double value) => value switch
    {
        double.PositiveInfinity => Number.PositiveInfinity,
        double.NegativeInfinity => Number.NegativeInfinity,
        _ => Number.FromDouble(value),
    };
}
