using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>element</c>: one element of a list or tuple; an index beyond the end begins again at the start.</summary>
internal static class ElementFunction
{
    private const string Empty = "an empty list has no elements to choose from";

    internal static Function Create() => new()
    {
        Name = "element",
        Description = "Gives one element of a list by its index from 0. An index beyond the end begins again at the start.",
        Parameters = [new Parameter("list", DataType.Dynamic) { AllowMarked = true }, new Parameter("index", DataType.Number)],
        ReturnType = ResultType,
        Body = Element,
    };

    private static DataType ResultType(FunctionCall call)
    {
        if (call[0].Type is ListType list) return list.Element;
        if (call[0].Type is not TupleType tuple) return call.FailType($"can choose only from lists and tuples, not from {call[0].Type.FriendlyName}");

        // Each element of a tuple has a type of its own.
        if (!call[1].IsKnown) return DataType.Dynamic;
        if (!call.TryWholeNumberAt(1, out var index, out var problem)) return call.FailType($"the index {problem}");
        if (tuple.Elements.Count == 0) return call.FailType(Empty);
        var place = (int)(index % tuple.Elements.Count);
        return place < 0
            ? call.FailType("the index of a tuple's element must not be negative; a list, made by tolist, allows it")
            : tuple.Elements[place];
    }

    private static Value Element(FunctionCall call)
    {
        if (!call.TryWholeNumberAt(1, out var index, out var problem)) return call.Fail($"the index {problem}");
        var list = (SequenceValue)call[0].Unmarked;
        if (list.Count == 0) return call.Fail(Empty);
        var place = (int)(index % list.Count);
        return list[place < 0 ? place + list.Count : place].WithMarks(call[0].Marks);
    }
}
