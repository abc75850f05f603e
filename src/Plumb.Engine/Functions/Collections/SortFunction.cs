using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>sort</c>: a list of strings in the order of their bytes.</summary>
internal static class SortFunction
{
    private static readonly ListType Strings = DataType.List(DataType.String);

    internal static Function Create() => new()
    {
        Name = "sort",
        Description = "Sorts a list of strings by their UTF-8 bytes.",
        Parameters = [new Parameter("list", Strings) { AllowUnknown = true }],
        ReturnType = Function.Returns(Strings),
        RefineResult = Function.NeverNull,
        Body = Sort,
    };

    private static Value Sort(FunctionCall call)
    {
        // Unknown elements leave the order open, but not the length.
        if (!call[0].IsWhollyKnown)
        {
            return ValueOperations.Refine(call.UnknownResult(), r => call[0] switch
            {
                UnknownValue { Refinement: var known } => r with { NotNull = true, LengthMin = known.LengthMin, LengthMax = known.LengthMax },
                SequenceValue list => r with { NotNull = true, LengthMin = list.Count, LengthMax = list.Count },
                _ => r,
            });
        }

        var elements = ((ListValue)call[0]).Span.ToArray();
        if (Array.FindIndex(elements, e => e is NullValue) is >= 0 and var place) return call.Fail($"the element with index {place} is null, which has no place in an order");
        Array.Sort(elements, static (a, b) => Utf8Order.Compare(((StringValue)a).Text, ((StringValue)b).Text));
        return ListValue.OfType(Strings, elements);
    }
}
