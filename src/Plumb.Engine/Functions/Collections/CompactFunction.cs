using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>compact</c>: a list of strings without its empty strings and nulls.</summary>
internal static class CompactFunction
{
    private static readonly ListType Strings = DataType.List(DataType.String);

    internal static Function Create() => new()
    {
        Name = "compact",
        Description = "Leaves out the empty strings and nulls of a list of strings.",
        Parameters = [new Parameter("list", Strings)],
        ReturnType = Function.Returns(Strings),
        RefineResult = Function.NeverNull,
        Body = static call =>
        {
            var list = (ListValue)call[0];
            if (!list.IsWhollyKnown) return call.UnknownResult();
            var kept = list.Elements.Where(e => e is StringValue { Text.Length: > 0 }).ToArray();
            return kept.Length == list.Count ? list : ListValue.OfType(Strings, kept);
        },
    };
}
