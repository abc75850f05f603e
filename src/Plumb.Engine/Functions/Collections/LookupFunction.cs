using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>lookup</c>: the value of a key in a map or object, or a default where there is no such key.</summary>
internal static class LookupFunction
{
    internal static Function Create() => new()
    {
        Name = "lookup",
        Description = "Gives the value of a key in a map, or the default where the map has no such key.",
        Parameters =
        [
            new Parameter("inputMap", DataType.Dynamic) { AllowMarked = true },
            new Parameter("key", DataType.String) { AllowMarked = true },
        ],
        VariadicParameter = new Parameter("default", DataType.Dynamic)
        {
            AllowUnknown = true,
            AllowDynamic = true,
            AllowNull = true,
            AllowMarked = true,
        },
        ReturnType = ResultType,
        Body = Lookup,
    };

    private static DataType ResultType(FunctionCall call)
    {
        if (call.Count > 3) return call.FailType($"takes a map, a key and at most one default, not {call.Count} arguments");
        switch (call[0].Type)
        {
            case ObjectType when !call[1].IsKnown:
                return DataType.Dynamic;
            case ObjectType type:
                return type[call.TextAt(1)]
                    ?? (call.Count == 3 ? call[2].Type : call.FailType(0, $"the object has no attribute {call[1].Shown()}"));
            case MapType map:
                return call.Count < 3 || TypeConversion.TryConvert(call[2], map.Element, out _, out _)
                    ? map.Element
                    : call.FailType(2, "the default must be of the type that the map's elements have");
            case var other:
                return call.FailType(0, $"must be a map or an object, not {other.FriendlyName}");
        }
    }

    private static Value Lookup(FunctionCall call)
    {
        var marks = call[0].Marks.Union(call[1].Marks);
        if (((NamedValues)call[0].Unmarked).TryGet(call.TextAt(1), out var found)) return found.WithMarks(marks);
        if (call.Count < 3) return call.Fail($"the map has no key {call[1].Shown()}, and the call no default");
        return TypeConversion.TryConvert(call[2], call.ReturnType, out var fallback, out var error)
            ? fallback.WithMarks(marks)
            : call.Fail(error.Describe());
    }
}
