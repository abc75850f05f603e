using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Formatting;
using Plumb.Hcl.Parsing;

namespace Plumb.Engine.Functions.TerraformProvider;

/// <summary><c>encode_expr</c> and <c>encode_tfvars</c>: values as the language writes them.</summary>
internal static class EncodeFunctions
{
    internal static Function CreateEncodeExpr() => new()
    {
        Name = "encode_expr",
        Description = "Writes any value as an expression of the language that gives a similar value.",
        Parameters = [new Parameter("value", DataType.Dynamic) { AllowUnknown = true, AllowDynamic = true }],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = static call => call[0].IsWhollyKnown
            ? Value.String(ValueExpressions.Write(call[0]))
            : Value.Unknown(DataType.String, Refinement.NonNull with { StringPrefix = FirstCharacter(call[0]) }),
    };

    internal static Function CreateEncodeTfVars() => new()
    {
        Name = "encode_tfvars",
        Description = "Writes an object as the content of a .tfvars file, a line for each attribute.",
        Parameters = [new Parameter("value", DataType.Dynamic) { AllowUnknown = true, AllowDynamic = true }],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = EncodeTfVars,
    };

    private static Value EncodeTfVars(FunctionCall call)
    {
        if (call[0].Type is not (ObjectType or MapType or DynamicType)) return call.Fail("the value must be an object, whose attributes become the variables");
        if (!call[0].IsWhollyKnown) return call.UnknownResult();
        var attributes = (NamedValues)call[0];
        foreach (var (name, _) in attributes.Entries)
            if (!Identifiers.IsValid(name)) return call.Fail($"\"{name}\" cannot be the name of a variable; names are made of letters, digits, \"_\" and \"-\", and do not start with a digit");
        return Value.String(ValueExpressions.WriteAttributes(attributes));
    }

    /// <summary>What the text will begin with whatever the value turns out to be, where it is not null.</summary>
    private static string? FirstCharacter(Value value) => value is UnknownValue { Refinement.NotNull: false } ? null : value.Type switch
    {
        ObjectType or MapType => "{",
        TupleType or ListType or SetType => "[",
        var type when type.Equals(DataType.String) => "\"",
        _ => null,
    };
}
