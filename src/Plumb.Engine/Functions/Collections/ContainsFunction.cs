using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>contains</c>: whether a list, tuple or set has an element equal to a value.</summary>
internal static class ContainsFunction
{
    internal static Function Create() => new()
    {
        Name = "contains",
        Description = "Says whether a list, tuple or set has an element that equals the given value, of the same type.",
        Parameters = [new Parameter("list", DataType.Dynamic), new Parameter("value", DataType.Dynamic)],
        ReturnType = Function.Returns(DataType.Bool),
        RefineResult = Function.NeverNull,
        Body = Contains,
    };

    private static Value Contains(FunctionCall call)
    {
        if (call[0] is not SequenceValue list) return call.Fail($"can search only lists, tuples and sets, not {call[0].Type.FriendlyName}");

        var isOpen = false;
        foreach (var element in list.Span)
        {
            switch (ValueOperations.EqualTo(call[1], element))
            {
                case BoolValue { IsTrue: true }:
                    return Value.True;
                case UnknownValue:
                    isOpen = true;
                    break;
            }
        }
        return isOpen ? call.UnknownResult() : Value.False;
    }
}
