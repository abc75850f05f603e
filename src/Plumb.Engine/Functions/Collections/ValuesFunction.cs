using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>values</c>: the values of a map or object, in the order of their names.</summary>
internal static class ValuesFunction
{
    internal static Function Create() => new()
    {
        Name = "values",
        Description = "Gives the values of a map or object in the order of their keys.",
        Parameters = [new Parameter("mapping", DataType.Dynamic) { AllowMarked = true }],
        ReturnType = static call => call[0].Type switch
        {
            MapType map => DataType.List(map.Element),
            ObjectType type => DataType.Tuple([.. type.Attributes.Select(a => a.Type)]),
            var other => call.FailType($"needs a map or an object, not {other.FriendlyName}"),
        },
        RefineResult = Function.NeverNull,
        Body = static call => ((NamedValues)call[0].Unmarked).ToSequence().WithMarks(call[0].Marks),
    };
}
