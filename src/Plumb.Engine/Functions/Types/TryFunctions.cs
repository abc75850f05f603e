using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Types;

/// <summary>
/// <c>try</c> and <c>can</c>. The evaluator hands its own expressions to functions of these names; what is here is
/// their signature, and what they mean for arguments that are values already: such an argument cannot fail.
/// </summary>
internal static class TryFunctions
{
    internal static Function CreateTry() => new()
    {
        Name = "try",
        Description = "Evaluates its arguments one after the other and gives the first that has no error.",
        VariadicParameter = Taking("expressions"),
        ReturnType = static call => call.Count == 0 ? call.FailType("at least one argument is needed") : DataType.Dynamic,
        Body = static call => call[0].IsWhollyKnown ? call[0] : Value.DynamicUnknown,
    };

    internal static Function CreateCan() => new()
    {
        Name = "can",
        Description = "Says whether an expression can be evaluated without an error.",
        Parameters = [Taking("expression")],
        ReturnType = Function.Returns(DataType.Bool),
        Body = static call => call[0].IsWhollyKnown ? Value.True : call.UnknownResult(),
    };

    private static Parameter Taking(string name) => new(name, DataType.Dynamic)
    {
        AllowUnknown = true,
        AllowDynamic = true,
        AllowMarked = true,
    };
}
