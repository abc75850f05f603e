using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>Function calls: finding the function, expanding the last argument, converting each, calling.</summary>
internal static class Calls
{
    public static Value Evaluate(FunctionCallExpression call, EvaluationRun run)
    {
        if (run.Scope.FindFunction(call.Name) is not { } function) return UnknownFunctions.Report(call, run);
        if (!TryExpand(call, run, out var arguments)) return Value.DynamicUnknown;
        if (!HasRightCount(call, function, arguments, run)) return Value.DynamicUnknown;
        if (ExpressionFunctions.Find(function) is { } onExpressions) return onExpressions(call, arguments, run);
        if (!TemplateArguments.Accept(call, function, arguments, run)) return Value.DynamicUnknown;
        return TryEvaluate(call, function, arguments, run, out var values) ? Invoke(call, function, arguments, values, run) : Value.DynamicUnknown;
    }

    public static void Report(DiagnosticRule rule, FunctionCallExpression call, CallArgument? argument, string detail, EvaluationRun run) =>
        run.Report(new(rule, argument is { } a ? a.Span : call.NameSpan.To(call.OpenParen), detail)
        {
            Context = call.Span,
            FunctionName = call.Name,
        }, argument?.Expression ?? call);

    /// <summary>The arguments, with the elements of an expanded last one in its place; false where they cannot be told (yet).</summary>
    private static bool TryExpand(FunctionCallExpression call, EvaluationRun run, out CallArgument[] arguments)
    {
        arguments = [.. call.Arguments.Select(a => new CallArgument(a, null))];
        if (!call.ExpandFinal || arguments.Length == 0) return true;

        var last = call.Arguments[^1];
        var errors = run.ErrorCount;
        var expanded = run.Evaluate(last);
        if (run.ErrorCount > errors) return false;
        if (expanded.IsNull) return RefuseExpanding("is null, so there are no arguments to take from it");
        if (expanded.Type is not (DynamicType or TupleType or ListType or SetType))
            return RefuseExpanding($"is to be a tuple, list or set, not {expanded.Type.FriendlyName}");
        if (expanded.Unmarked is not SequenceValue sequence) return false;

        // The marks of the sequence go to each element, or they would be lost where the function drops some.
        arguments = [.. arguments[..^1], .. sequence.Elements.Select(e => new CallArgument(last, e.WithMarks(expanded.Marks)))];
        return true;

        bool RefuseExpanding(string why)
        {
            run.Report(new(EvaluationRules.InvalidExpandingArgument, last.Span, $"The last argument, which \"...\" expands, {why}.")
            {
                Context = call.Span,
                FunctionName = call.Name,
            }, last);
            return false;
        }
    }

    private static bool HasRightCount(FunctionCallExpression call, Function function, CallArgument[] arguments, EvaluationRun run)
    {
        var wanted = function.Parameters.Count;
        if (arguments.Length < wanted)
        {
            run.Report(new(EvaluationRules.NotEnoughArguments, call.CloseParen,
                $"The function \"{call.Name}\" takes {(function.VariadicParameter is null ? "" : "at least ")}{Count(wanted)}; "
                + $"there is none for \"{function.Parameters[arguments.Length].Name}\".")
            {
                Context = call.Span,
                FunctionName = call.Name,
            }, call);
            return false;
        }
        if (arguments.Length == wanted || function.VariadicParameter is not null) return true;
        Report(EvaluationRules.TooManyArguments, call, arguments[wanted],
            $"The function \"{call.Name}\" takes {(wanted == 0 ? "no arguments" : $"only {Count(wanted)}")}, and {arguments.Length} are given.", run);
        return false;
    }

    private static string Count(int arguments) => arguments == 1 ? "1 argument" : $"{arguments} arguments";

    private static bool TryEvaluate(FunctionCallExpression call, Function function, CallArgument[] arguments, EvaluationRun run, out Value[] values)
    {
        var errors = run.ErrorCount;
        values = new Value[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = Parameter(function, i);
            var value = arguments[i].Evaluate(run);
            values[i] = value;
            if (parameter is null) continue;
            if (EvaluationRun.TryConvert(value, parameter.Type, out var converted, out var error)) values[i] = converted;
            else Report(EvaluationRules.InvalidArgument, call, arguments[i], $"The value for \"{parameter.Name}\" is not suitable: {error.Describe()}.", run);
        }
        return run.ErrorCount == errors;
    }

    private static Parameter? Parameter(Function function, int index) =>
        index < function.Parameters.Count ? function.Parameters[index] : function.VariadicParameter;

    private static Value Invoke(FunctionCallExpression call, Function function, CallArgument[] arguments, Value[] values, EvaluationRun run)
    {
        var result = FunctionInvoker.Call(function, values, out var error);
        if (error is null) return result;

        var message = Secrets.Redact(error.Message, values, run.Frame);
        if (error.Argument is not { } index || Parameter(function, index) is not { } parameter)
            Report(EvaluationRules.CallFailed, call, null, $"The function \"{call.Name}\" failed: {message}.", run);
        else
            Report(EvaluationRules.InvalidArgument, call, index < arguments.Length ? arguments[index] : null,
                $"The value for \"{parameter.Name}\" is not suitable: {message}.", run);
        return Value.DynamicUnknown;
    }
}
