using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>index</c>: the place of the first element that equals a value.</summary>
internal static class IndexFunction
{
    internal static Function Create() => new()
    {
        Name = "index",
        Description = "Gives the index of the first element of a list that equals the given value; it is an error if there is none.",
        Parameters = [new Parameter("list", DataType.Dynamic), new Parameter("value", DataType.Dynamic)],
        ReturnType = Function.Returns(DataType.Number),
        RefineResult = Function.NeverNull,
        Body = Find,
    };

    private static Value Find(FunctionCall call)
    {
        if (call[0] is not (ListValue or TupleValue)) return call.Fail($"can search only lists and tuples, not {call[0].Type.FriendlyName}");
        var list = (SequenceValue)call[0];
        for (var i = 0; i < list.Count; i++)
        {
            switch (ValueOperations.EqualTo(list[i], call[1]))
            {
                case BoolValue { IsTrue: true }:
                    return Value.Number(i);
                case UnknownValue:
                    return call.UnknownResult();
            }
        }
        return call.Fail(list.Count == 0 ? "an empty list has no such element" : "no element equals the value");
    }
}
