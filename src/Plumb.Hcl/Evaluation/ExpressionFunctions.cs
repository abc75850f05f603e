using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// The functions that take expressions, not values, and so are part of the evaluator: whether a call is one of them is
/// told by the name of the function that the scope found.
/// </summary>
internal static class ExpressionFunctions
{
    public delegate Value Implementation(FunctionCallExpression call, CallArgument[] arguments, EvaluationRun run);

    public static Implementation? Find(Function function) => function.Name switch
    {
        "try" => Try,
        "can" => Can,
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
