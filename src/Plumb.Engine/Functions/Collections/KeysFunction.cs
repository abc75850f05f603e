using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>keys</c>: the names of a map or object, in order.</summary>
internal static class KeysFunction
{
    private static readonly ListType Strings = DataType.List(DataType.String);

    internal static Function Create() => new()
    {
        Name = "keys",
        Description = "Gives the keys of a map, or the attribute names of an object, in the order of their bytes.",
        Parameters = [new Parameter("inputMap", DataType.Dynamic) { AllowUnknown = true, AllowMarked = true }],
        ReturnType = static call => call[0].Type switch
        {
            MapType => Strings,
            ObjectType type => DataType.Tuple([.. Enumerable.Repeat(DataType.String, type.Count)]),
            var other => call.FailType(0, $"must be a map or an object, not {other.FriendlyName}"),
        },
        RefineResult = Function.NeverNull,
        Body = Keys,
    };

    private static Value Keys(FunctionCall call)
    {
        Value keys = (call[0].Type, call[0].Unmarked) switch
        {
            // An object's names are known from its type even while the object is not.
            (ObjectType type, _) => TupleValue.OfType((TupleType)call.ReturnType, [.. type.Attributes.Select(a => Value.String(a.Name))]),
            (_, MapValue map) => ListValue.OfType(Strings, [.. map.Keys.Select(Value.String)]),
            _ => call.UnknownResult(),
        };
        return keys.WithMarks(call[0].Marks);
    }
}
