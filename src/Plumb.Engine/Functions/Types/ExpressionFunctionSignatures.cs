using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Types;

/// <summary>
/// <c>try</c>, <c>can</c> and <c>convert</c>, which the evaluator carries out itself, on expressions. What is here is their
/// signature, and what they mean for arguments that are values already: such an argument cannot fail.
/// </summary>
internal static class ExpressionFunctionSignatures
{
    internal static Function CreateTry() => new()
    {
        Name = "try",
        TakesExpressions = true,
        Description = "Evaluates its arguments one after the other and gives the first that has no error.",
        VariadicParameter = Taking("expressions"),
        ReturnType = static call => call.Count == 0 ? call.FailType("at least one argument is needed") : DataType.Dynamic,
        Body = static call => call[0].IsWhollyKnown ? call[0] : Value.DynamicUnknown,
    };

    internal static Function CreateCan() => new()
    {
        Name = "can",
        TakesExpressions = true,
        Description = "Says whether an expression can be evaluated without an error.",
        Parameters = [Taking("expression")],
        ReturnType = Function.Returns(DataType.Bool),
        Body = static call => call[0].IsWhollyKnown ? Value.True : call.UnknownResult(),
    };

    internal static Function CreateConvert() => new()
    {
        Name = "convert",
        TakesExpressions = true,
        Description = "Converts a value to a type, written as the type of a variable is. An addition of OpenTofu.",
        Parameters = [Taking("value") with { AllowNull = true }, Taking("type")],
        ReturnType = Function.Returns(DataType.Dynamic),
        Body = static call => call.Fail(1, "a type cannot be a value"),
    };

    private static Parameter Taking(string name) => new(name, DataType.Dynamic)
    {
        AllowUnknown = true,
        AllowDynamic = true,
        AllowMarked = true,
    };
}
