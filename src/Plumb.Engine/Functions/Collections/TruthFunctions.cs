using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>alltrue</c> and <c>anytrue</c>: whether all, or any, of a list of bools are true. A null counts as false.</summary>
internal static class TruthFunctions
{
    internal static Function CreateAllTrue() => Create("alltrue", "Says whether every element of a list is true. An empty list counts as true.", AllTrue);

    internal static Function CreateAnyTrue() => Create("anytrue", "Says whether at least one element of a list is true. An empty list counts as false.", AnyTrue);

    private static Function Create(string name, string description, Func<FunctionCall, Value> body) => new()
    {
        Name = name,
        Description = description,
        Parameters = [new Parameter("list", DataType.List(DataType.Bool))],
        ReturnType = Function.Returns(DataType.Bool),
        RefineResult = Function.NeverNull,
        Body = body,
    };

    private static Value AllTrue(FunctionCall call)
    {
        foreach (var element in ((ListValue)call[0]).Span)
        {
            // The first unknown decides, as in the peer, though a later false would.
            if (!element.IsKnown) return call.UnknownResult();
            if (element is not BoolValue { IsTrue: true }) return Value.False;
        }
        return Value.True;
    }

    private static Value AnyTrue(FunctionCall call)
    {
        var hasUnknown = false;
        foreach (var element in ((ListValue)call[0]).Span)
        {
            if (element is BoolValue { IsTrue: true }) return Value.True;
            hasUnknown |= !element.IsKnown;
        }
        return hasUnknown ? call.UnknownResult() : Value.False;
    }
}
