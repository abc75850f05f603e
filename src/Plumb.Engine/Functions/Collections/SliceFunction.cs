using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>slice</c>: the elements from one index to before another.</summary>
internal static class SliceFunction
{
    internal static Function Create() => new()
    {
        Name = "slice",
        Description = "Gives the elements of a list or tuple from the start index to before the end index.",
        Parameters =
        [
            new Parameter("list", DataType.Dynamic) { AllowMarked = true },
            new Parameter("start_index", DataType.Number),
            new Parameter("end_index", DataType.Number),
        ],
        ReturnType = ResultType,
        RefineResult = Function.NeverNull,
        Body = Slice,
    };

    private static DataType ResultType(FunctionCall call)
    {
        if (call[0].Type is SetType) return call.FailType(0, "a set's elements have no indexes; make a list of it with tolist if their order does not matter");
        if (call[0].Type is not (ListType or TupleType)) return call.FailType(0, $"must be a list or a tuple, not {call[0].Type.FriendlyName}");
        if (!TryBounds(call, out var bounds, out var argument, out var problem)) return call.FailType(argument, problem);
        return call[0].Type switch
        {
            TupleType tuple when bounds is { } known => DataType.Tuple([.. tuple.Elements.Take(known)]),
            TupleType => DataType.Dynamic,
            var list => list,
        };
    }

    private static Value Slice(FunctionCall call)
    {
        if (!TryBounds(call, out var bounds, out var argument, out var problem)) return call.Fail(argument, problem);
        if (bounds is not { } known) return call.UnknownResult().WithMarks(call[0].Marks);
        var list = (SequenceValue)call[0].Unmarked;
        var elements = list.Span[known].ToArray();
        Value slice = elements.Length == list.Count ? list
            : call.ReturnType is ListType type ? ListValue.OfType(type, elements)
            : TupleValue.OfType((TupleType)call.ReturnType, elements);
        return slice.WithMarks(call[0].Marks);
    }

    /// <summary>The bounds where both are known; what is known of them must fit the list in any case.</summary>
    private static bool TryBounds(FunctionCall call, out Range? bounds, out int argument, out string problem)
    {
        bounds = null;
        var length = call[0].KnownLength() ?? int.MaxValue;
        long? start = null, end = null;
        for (argument = 1; argument <= 2; argument++)
        {
            if (!call[argument].IsKnown) continue;
            if (!call.TryWholeNumberAt(argument, out var index, out problem)) return false;
            if (index < 0) problem = "the index must not be negative";
            if (index > length) problem = $"the index must not be greater than the list's length, {length}";
            if (problem.Length > 0) return false;
            if (argument == 1) start = index;
            else end = index;
        }
        argument = 1;
        problem = start > end ? "the start index must not be greater than the end index" : "";
        if (start <= end) bounds = (int)Math.Min(start.Value, int.MaxValue)..(int)Math.Min(end.Value, int.MaxValue);
        return problem.Length == 0;
    }
}
