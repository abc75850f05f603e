using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Numeric;

/// <summary><c>abs</c>: the number without its sign.</summary>
internal static class AbsFunction
{
    internal static Function Create() => new()
    {
        Name = "abs",
        Description = "Drops the sign of a number: zero and positive numbers stay as they are, negative ones become their positive opposite.",
        Parameters = [new Parameter("num", DataType.Number) { AllowDynamic = true }],
        ReturnType = Function.Returns(DataType.Number),
        RefineResult = Function.NeverNull,
        Body = static call => Value.Number(call.NumberAt(0).Abs()),
    };
}
