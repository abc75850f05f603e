using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>zipmap</c>: a map, or an object, from a list of keys and a list of values.</summary>
internal static class ZipMapFunction
{
    internal static Function Create() => new()
    {
        Name = "zipmap",
        Description = "Makes a map from a list of keys and a list of as many values.",
        Parameters =
        [
            new Parameter("keys", DataType.List(DataType.String)) { AllowMarked = true },
            new Parameter("values", DataType.Dynamic) { AllowMarked = true },
        ],
        ReturnType = ResultType,
        RefineResult = Function.NeverNull,
        Body = Zip,
    };

    private static DataType ResultType(FunctionCall call)
    {
        if (call[1].Type is ListType list) return DataType.Map(list.Element);
        if (call[1].Type is not TupleType tuple) return call.FailType($"the values must be a list or a tuple, not {call[1].Type.FriendlyName}");

        // The body's object brings its own type, so that the keys are read twice only where the values are not known.
        if (call[1].IsKnown || !call[0].IsWhollyKnown || call[0].Unmarked is not ListValue keys) return DataType.Dynamic;
        if (keys.Count != tuple.Elements.Count) return call.FailType($"there are {keys.Count} keys but {tuple.Elements.Count} values");
        var attributes = new Dictionary<string, DataType>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].Unmarked is not StringValue { Text: var key }) return call.FailType($"the key with index {i} is null");
            attributes[key] = tuple.Elements[i];
        }
        return DataType.Object(attributes);
    }

    private static Value Zip(FunctionCall call)
    {
        var keys = (ListValue)call[0].Unmarked;
        var values = (SequenceValue)call[1].Unmarked;
        var marks = call[0].Marks.Union(call[1].Marks);
        if (!keys.IsWhollyKnown) return call.UnknownResult().WithMarks(marks);
        if (keys.Count != values.Count) return call.Fail($"there are {keys.Count} keys but {values.Count} values");

        var entries = new KeyValuePair<string, Value>[keys.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            // Keys carry no marks, so the whole takes them.
            marks = marks.Union(keys[i].Marks);
            if (keys[i].Unmarked is not StringValue { Text: var key }) return call.Fail($"the key with index {i} is null");
            entries[i] = KeyValuePair.Create(key, values[i]);
        }
        Value map = call.ReturnType is MapType type ? Value.Map(type.Element, entries) : Value.Object(entries);
        return map.WithMarks(marks);
    }
}
