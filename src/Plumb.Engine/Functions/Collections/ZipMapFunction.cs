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
        // An object's type is the one of the body's result, so that the keys are read only once.
        ReturnType = static call => call[1].Type switch
        {
            ListType list => DataType.Map(list.Element),
            TupleType => DataType.Dynamic,
            var other => call.FailType($"the values must be a list or a tuple, not {other.FriendlyName}"),
        },
        RefineResult = Function.NeverNull,
        Body = Zip,
    };

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
