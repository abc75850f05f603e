using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Numeric;

/// <summary><c>signum</c>: -1, 0 or 1, as the sign of a whole number.</summary>
internal static class SignumFunction
{
    internal static Function Create() => new()
    {
        Name = "signum",
        Description = "Gives -1 for a negative number, 0 for zero, and 1 for a positive number. The number must be whole.",
        Parameters = [new Parameter("num", DataType.Number)],
        ReturnType = Function.Returns(DataType.Number),
        RefineResult = Function.NeverNull,
        Body = static call => call.TryWholeNumberAt(0, out var number, out var problem)
            ? Value.Number(Math.Sign(number))
            : call.Fail($"The number {problem}"),
    };
}
