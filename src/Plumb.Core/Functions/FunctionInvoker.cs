using System.Diagnostics;
using Plumb.Core.Conversion;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Functions;

/// <summary>
/// Calls functions with the language's rules for conversion, nulls, unknowns and marks: arguments become of the
/// parameters' types; a null, an unknown or a mark that a parameter does not allow is refused, makes the result
/// unknown, or moves to the result.
/// </summary>
public static class FunctionInvoker
{
    /// <summary>Converts the arguments to the parameters' types and calls. On failure the value is an unknown of dynamic type.</summary>
    public static Value Call(Function function, IReadOnlyList<Value> arguments, out FunctionError? error)
    {
        error = CheckCount(function, arguments.Count);
        if (error is not null) return Value.DynamicUnknown;
        if (Convert(function, arguments, out error) is not { } converted) return Value.DynamicUnknown;
        return CallConverted(function, converted, out error);
    }

    /// <summary>The result's type alone, from arguments already converted.</summary>
    public static DataType ReturnType(Function function, IReadOnlyList<Value> arguments, out FunctionError? error)
    {
        error = CheckCount(function, arguments.Count);
        if (error is not null) return DataType.Dynamic;
        Value[] bare = [.. arguments];
        TakeMarks(function, bare);
        return FindReturnType(function, bare, out _, out error).ReturnType;
    }

    private static Value CallConverted(Function function, Value[] arguments, out FunctionError? error)
    {
        var marks = TakeMarks(function, arguments);
        var call = FindReturnType(function, arguments, out var isOpen, out error);
        if (error is not null) return Value.DynamicUnknown;
        if (isOpen) return Value.DynamicUnknown.WithMarks(marks);
        if (HasForbiddenUnknown(function, arguments)) return Refine(function, Value.Unknown(call.ReturnType)).WithMarks(marks);
        var result = function.Body(call);
        error = call.Error;
        if (error is not null) return Value.DynamicUnknown;
        if (!result.Type.ConformsTo(call.ReturnType))
            throw new InvalidOperationException($"The function \"{function.Name}\" promised {call.ReturnType} and returned {result.Type}.");
        return Refine(function, result).WithMarks(marks);
    }

    private static FunctionError? CheckCount(Function function, int given)
    {
        var wanted = function.Parameters.Count;
        if (given == wanted || (given > wanted && function.VariadicParameter is not null)) return null;
        var atLeast = function.VariadicParameter is null ? "" : "at least ";
        return new FunctionError(given > wanted ? wanted : null, $"wrong number of arguments ({atLeast}{wanted} required; {given} given)");
    }

    private static Value[]? Convert(Function function, IReadOnlyList<Value> arguments, out FunctionError? error)
    {
        error = null;
        var converted = new Value[arguments.Count];
        for (var i = 0; i < converted.Length; i++)
        {
            var argument = arguments[i];
            var wanted = ParameterAt(function, i).Type;
            if (!wanted.HasOptionalAttributes && argument.Type.ConformsTo(wanted)) converted[i] = argument;
            else if (TypeConversion.TryConvert(argument, wanted, out var result, out var failure)) converted[i] = result;
            else
            {
                error = new FunctionError(i, failure.Message) { Path = failure.Path };
                return null;
            }
        }
        return converted;
    }

    /// <summary>Strips, in place, the arguments whose parameters do not take marks.</summary>
    private static MarkSet TakeMarks(Function function, Value[] arguments)
    {
        var taken = MarkSet.Empty;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].ContainsMarked || ParameterAt(function, i).AllowMarked) continue;
            arguments[i] = arguments[i].UnmarkDeep(out var marks);
            taken = taken.Union(marks);
        }
        return taken;
    }

    /// <summary>Open means: an argument of unknown type keeps the function from being asked at all.</summary>
    private static FunctionCall FindReturnType(Function function, Value[] arguments, out bool isOpen, out FunctionError? error)
    {
        var call = new FunctionCall(arguments, DataType.Dynamic);
        isOpen = false;
        error = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = ParameterAt(function, i);
            if (arguments[i].IsNull && !parameter.AllowNull)
            {
                error = new FunctionError(i, "argument must not be null");
                return call;
            }
            if (arguments[i].Type is not DynamicType || parameter.AllowDynamic) continue;
            isOpen = true;
            return call;
        }
        call.ReturnType = function.ReturnType(call);
        error = call.Error;
        return call;
    }

    private static bool HasForbiddenUnknown(Function function, Value[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
            if (!arguments[i].IsKnown && !ParameterAt(function, i).AllowUnknown) return true;
        return false;
    }

    private static Value Refine(Function function, Value result) =>
        function.RefineResult is null || result.IsKnown || result.Type is DynamicType
            ? result
            : ValueOperations.Refine(result.Unmarked, function.RefineResult).WithMarks(result.Marks);

    private static Parameter ParameterAt(Function function, int index) =>
        index < function.Parameters.Count ? function.Parameters[index] : function.VariadicParameter ?? throw new UnreachableException();
}
