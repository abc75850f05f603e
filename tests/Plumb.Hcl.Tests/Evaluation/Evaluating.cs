using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Tests.Evaluation;

/// <summary>Evaluates source text in a scope of a few variables and functions.</summary>
internal static class Evaluating
{
    public static Dictionary<string, Value> Variables { get; } = new(StringComparer.Ordinal)
    {
        ["s"] = Value.String("text"),
        ["secret"] = Value.String("hunter2").WithMark(Mark.Sensitive),
        ["secrets"] = Value.List(DataType.String, Value.String("alpha"), Value.String("beta")).WithMark(Mark.Sensitive),
        ["numbers"] = Value.List(DataType.Number, Value.Number(1), Value.Number(2)),
        ["names"] = Value.Set(DataType.String, Value.String("b"), Value.String("a")),
        ["tags"] = Value.Map(DataType.String, [new("k", Value.String("v"))]),
        ["users"] = Value.List(User.Type, User, User),
        ["nothing"] = Value.DynamicNull,
        ["nolist"] = Value.Null(DataType.List(DataType.String)),
        ["dyn"] = Value.DynamicUnknown,
        ["later"] = Value.Unknown(DataType.String),
        ["laterbool"] = Value.Unknown(DataType.Bool),
        ["laternumber"] = Value.Unknown(DataType.Number),
        ["laterlist"] = Value.Unknown(DataType.List(User.Type), new Refinement { LengthMin = 2 }),
        ["laterobject"] = Value.Unknown(User.Type),
    };

    private static ObjectValue User => Value.Object(("name", Value.String("ann")), ("age", Value.Number(7)));

    public static (Value Value, IReadOnlyList<Diagnostic> Faults) Evaluate(string source, IReadOnlyDictionary<string, Value>? variables = null)
    {
        var diagnostics = new DiagnosticBag();
        var expression = Parse(source);
        var value = ExpressionEvaluator.Evaluate(expression, new VariableScope(variables ?? Variables, Functions), diagnostics);
        return (value, diagnostics.ToList());
    }

    public static Expression Parse(string source)
    {
        var diagnostics = new DiagnosticBag();
        var expression = HclParser.ParseExpression(new SourceFile("t.hcl", source), diagnostics);
        Assert.Empty(diagnostics);
        return expression;
    }

    public static Dictionary<string, Function> Functions { get; } = new[]
    {
        Function("upper", [new("str", DataType.String)], c => Value.String(((StringValue)c[0]).Text.ToUpperInvariant())),
        Function("first", [new("list", DataType.List(DataType.String))], c => ((ListValue)c[0])[0]),
        Function("fail", [new("reason", DataType.String)], c => c.Fail(0, $"it is {((StringValue)c[0]).Text}")),
        Function("ns::twice", [new("n", DataType.Number)], c => Value.Number(((NumberValue)c[0]).Number * 2)),
        Function("try", [], _ => Value.DynamicUnknown, new("expressions", DataType.Dynamic)),
        Function("can", [new("expression", DataType.Dynamic)], _ => Value.DynamicUnknown),
    }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    private static Function Function(string name, Parameter[] parameters, Func<FunctionCall, Value> body, Parameter? variadic = null) => new()
    {
        Name = name,
        Parameters = parameters,
        VariadicParameter = variadic,
        ReturnType = Core.Functions.Function.Returns(DataType.Dynamic),
        Body = body,
        TakesExpressions = name is "try" or "can",
    };
}
