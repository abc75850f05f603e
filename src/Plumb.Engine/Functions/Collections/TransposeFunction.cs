using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Collections;

/// <summary><c>transpose</c>: a map of lists turned round: every element becomes a key with the keys that had it.</summary>
internal static class TransposeFunction
{
    private static readonly ListType Strings = DataType.List(DataType.String);

    internal static Function Create() => new()
    {
        Name = "transpose",
        Description = "Swaps keys and values of a map of lists of strings: every string becomes a key, with the keys it was found under.",
        Parameters = [new Parameter("values", DataType.Map(Strings))],
        ReturnType = Function.Returns(DataType.Map(Strings)),
        RefineResult = Function.NeverNull,
        Body = Transpose,
    };

    private static Value Transpose(FunctionCall call)
    {
        var map = (MapValue)call[0];
        if (!map.IsWhollyKnown) return call.UnknownResult();

        // Keys are visited in order, so every list of them is in order too.
        var transposed = new Dictionary<string, List<Value>>(StringComparer.Ordinal);
        for (var i = 0; i < map.Count; i++)
        {
            if (map.Values[i] is not ListValue list) return call.Fail(0, $"the list of \"{map.Keys[i]}\" is null");
            var key = Value.String(map.Keys[i]);
            foreach (var element in list.Span)
            {
                if (element is not StringValue { Text: var text }) return call.Fail(0, $"the list of \"{map.Keys[i]}\" has an element that is null");
                if (!transposed.TryGetValue(text, out var keys)) transposed[text] = keys = [];
                keys.Add(key);
            }
        }
        return Value.Map(Strings, transposed.Select(t => KeyValuePair.Create(t.Key, (Value)ListValue.OfType(Strings, [.. t.Value]))));
    }
}
