using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>distinct</c>: a list without repetitions; the first of equal elements stays.</summary>
internal static class DistinctFunction
{
    internal static Function Create() => new()
    {
        Name = "distinct",
        Description = "Leaves out the elements of a list that equal an earlier one.",
        Parameters = [new Parameter("list", DataType.List(DataType.Dynamic))],
        ReturnType = static call => call[0].Type,
        RefineResult = Function.NeverNull,
        Body = static call =>
        {
            var list = (ListValue)call[0];
            if (!list.IsWhollyKnown) return call.UnknownResult();
            var distinct = list.Elements.Distinct().ToArray();
            return distinct.Length == list.Count ? list : ListValue.OfType((ListType)list.Type, distinct);
        },
    };
}
