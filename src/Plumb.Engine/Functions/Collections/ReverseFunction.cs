using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>reverse</c>: a list or tuple from its end to its start.</summary>
internal static class ReverseFunction
{
    internal static Function Create() => new()
    {
        Name = "reverse",
        Description = "Gives the elements of a list or tuple in the opposite order. A set becomes a list.",
        Parameters = [new Parameter("list", DataType.Dynamic) { AllowMarked = true }],
        ReturnType = static call => call[0].Type switch
        {
            TupleType tuple => DataType.Tuple([.. tuple.Elements.Reverse()]),
            ListType list => list,
            SetType set => DataType.List(set.Element),
            var other => call.FailType(0, $"must be a list or a tuple, not {other.FriendlyName}"),
        },
        RefineResult = Function.NeverNull,
        Body = static call =>
        {
            var elements = ((SequenceValue)call[0].Unmarked).Span.ToArray();
            Array.Reverse(elements);
            Value reversed = call.ReturnType is TupleType tuple ? TupleValue.OfType(tuple, elements) : ListValue.OfType((ListType)call.ReturnType, elements);
            return reversed.WithMarks(call[0].Marks);
        },
    };
}
