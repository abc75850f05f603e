using Plumb.Conformance.Functions;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Conformance.Cty;

/// <summary>
/// cty's standard functions by their Go names. Most are functions of the language; its operators, which cty offers as
/// functions too, are wrapped here.
/// </summary>
internal static class StandardFunctions
{
    private static readonly Parameter AnyBool = new("bool", DataType.Bool) { AllowDynamic = true, AllowMarked = true };
    private static readonly Parameter AnyNumber = new("number", DataType.Number) { AllowDynamic = true, AllowMarked = true };
    private static readonly Parameter ComparedNumber = AnyNumber with { AllowUnknown = true };
    private static readonly Parameter Anything = new("value", DataType.Dynamic) { AllowUnknown = true, AllowDynamic = true, AllowNull = true, AllowMarked = true };

    /// <summary>Null for a function that the language lacks.</summary>
    public static Function? Find(string goName) => FindOperator(goName) ?? (LanguageName(goName) is { } name ? LanguageFunctions.Find(name) : null);

    private static string? LanguageName(string goName) => goName switch
    {
        "Absolute" => "abs",
        "ReverseList" => "reverse",
        "Reverse" => "strrev",
        "Strlen" => "length",
        "RegexReplace" => "replace",
        "Index" => null,
        _ => goName.ToLowerInvariant(),
    };

    private static Function? FindOperator(string goName) => goName switch
    {
        "Not" => Operator(goName, AnyBool, DataType.Bool, c => ValueOperations.Not(c[0])),
        "And" => Operator(goName, AnyBool, DataType.Bool, c => ValueOperations.And(c[0], c[1])),
        "Or" => Operator(goName, AnyBool, DataType.Bool, c => ValueOperations.Or(c[0], c[1])),
        "Equal" => Operator(goName, Anything, DataType.Bool, c => ValueOperations.EqualTo(c[0], c[1])),
        "NotEqual" => Operator(goName, Anything, DataType.Bool, c => ValueOperations.Not(ValueOperations.EqualTo(c[0], c[1]))),
        "Add" => Operator(goName, AnyNumber, DataType.Number, c => ValueOperations.Add(c[0], c[1])),
        "Subtract" => Operator(goName, AnyNumber, DataType.Number, c => ValueOperations.Subtract(c[0], c[1])),
        "Multiply" => Operator(goName, AnyNumber, DataType.Number, c => ValueOperations.Multiply(c[0], c[1])),
        "Divide" => Operator(goName, AnyNumber, DataType.Number, c => ValueOperations.Divide(c[0], c[1])),
        "Modulo" => Operator(goName, AnyNumber, DataType.Number, c => ValueOperations.Modulo(c[0], c[1])),
        "Negate" => Operator(goName, AnyNumber, DataType.Number, c => ValueOperations.Negate(c[0])),
        "LessThan" => Operator(goName, ComparedNumber, DataType.Bool, c => ValueOperations.LessThan(c[0], c[1])),
        "LessThanOrEqualTo" => Operator(goName, ComparedNumber, DataType.Bool, c => ValueOperations.LessOrEqual(c[0], c[1])),
        "GreaterThan" => Operator(goName, ComparedNumber, DataType.Bool, c => ValueOperations.GreaterThan(c[0], c[1])),
        "GreaterThanOrEqualTo" => Operator(goName, ComparedNumber, DataType.Bool, c => ValueOperations.GreaterOrEqual(c[0], c[1])),
        "Int" => Operator(goName, AnyNumber, DataType.Number, Truncate),
        "HasIndex" => Operator(goName, Anything, DataType.Bool, c => ValueOperations.HasIndex(c[0], c[1])),
        _ => null,
    };

    private static Value Truncate(FunctionCall call) =>
        Value.Number(((NumberValue)call[0].Unmarked).Number.Truncate()).WithMarks(call[0].Marks);

    private static Function Operator(string name, Parameter operand, DataType result, Func<FunctionCall, Value> body) => new()
    {
        Name = name,
        Parameters = name is "Not" or "Negate" or "Int" ? [operand] : [operand, operand],
        ReturnType = Function.Returns(result),
        Body = body,
        RefineResult = r => r with { NotNull = true },
    };
}
