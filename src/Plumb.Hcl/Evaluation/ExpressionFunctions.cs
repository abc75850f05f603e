using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Decoding;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// The functions that take expressions, not values, and so are part of the evaluator: that a call is one of them is
/// told by the function that the scope found, which by its name.
/// </summary>
internal static class ExpressionFunctions
{
    public delegate Value Implementation(FunctionCallExpression call, CallArgument[] arguments, EvaluationRun run);

    public static Implementation? Find(Function function) => !function.TakesExpressions ? null : function.Name switch
    {
        "try" => Try,
        "can" => Can,
        "convert" => Convert,
        _ => null,
    };

    /// <summary>
    /// The first argument that evaluates without a fault. One that is not wholly known may still fail when it is, and
    /// then the outcome would be another argument: until then nothing is known of the result.
    /// </summary>
    private static Value Try(FunctionCallExpression call, CallArgument[] arguments, EvaluationRun run)
    {
        if (arguments.Length == 0)
        {
            Calls.Report(EvaluationRules.CallFailed, call, null, "The function \"try\" takes at least 1 argument.", run);
            return Value.DynamicUnknown;
        }
        foreach (var argument in arguments)
        {
            var value = EvaluateSilently(argument, run, out var failed);
            if (!failed) return value.IsWhollyKnown ? value : Value.DynamicUnknown;
        }
        Calls.Report(EvaluationRules.CallFailed, call, null, DescribeFaults(arguments, run), run);
        return Value.DynamicUnknown;
    }

    private static Value Can(FunctionCallExpression call, CallArgument[] arguments, EvaluationRun run)
    {
        var value = EvaluateSilently(arguments[0], run, out var failed);
        if (failed) return Value.False;
        return value.IsWhollyKnown ? Value.True : Value.Unknown(DataType.Bool);
    }

    /// <summary>OpenTofu's <c>convert(value, type)</c>, whose second argument is written as the type of a variable is.</summary>
    private static Value Convert(FunctionCallExpression call, CallArgument[] arguments, EvaluationRun run)
    {
        var errors = run.ErrorCount;
        var faults = new DiagnosticBag();
        var target = TypeExpression.ReadConstraint(arguments[1].Expression, faults);
        foreach (var fault in faults) run.Report(fault with { FunctionName = call.Name }, null);
        var value = arguments[0].Evaluate(run);
        if (run.ErrorCount > errors) return Value.DynamicUnknown;

        if (!value.IsNull && target.Defaults is { } defaults) value = defaults.Apply(value);
        if (EvaluationRun.TryConvert(value, target.Type, out var converted, out var error)) return converted;
        Calls.Report(EvaluationRules.InvalidArgument, call, arguments[0], $"The value is not suitable: {error.Describe()}.", run);
        return Value.DynamicUnknown;
    }

    private static Value EvaluateSilently(CallArgument argument, EvaluationRun run, out bool failed)
    {
        failed = false;
        return argument.Element ?? run.EvaluateSilently(argument.Expression, out failed);
    }

    /// <summary>Evaluates once more, now for the faults: they are wanted only where everything failed.</summary>
    private static string DescribeFaults(CallArgument[] arguments, EvaluationRun run)
    {
        var before = run.FaultCount;
        foreach (var argument in arguments) argument.Evaluate(run);
        var faults = run.Forget(before, run.FaultCount).Where(f => f.Severity == Severity.Error);
        var list = string.Concat(faults.Select(f => $"\n- {f.Summary}{(f.Subject is { } at ? $" (at {at})" : "")}: {f.Detail}"));
        return $"No argument of \"try\" could be evaluated without a fault:{list}";
    }
}
