using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Plumb.Jinja.Values;

namespace Plumb.Conformance.Jinja;

/// <summary>Values of Python in JSON: integers and floating-point numbers differ, tuples and dictionaries with any keys are marked.</summary>
internal static class PythonJson
{
    public static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => PyBoolean.True,
        JsonValueKind.False => PyBoolean.False,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => ReadNumber(value.GetRawText()),
        JsonValueKind.Array => new PyList(value.EnumerateArray().Select(Read)),
        _ => ReadObject(value),
    };

    private static object ReadNumber(string text) => text.AsSpan().IndexOfAny('.', 'e', 'E') < 0
        ? PyInteger.Box(BigInteger.Parse(text, CultureInfo.InvariantCulture))
        : double.Parse(text, CultureInfo.InvariantCulture);

    private static object ReadObject(JsonElement value)
    {
        if (value.TryGetProperty("__tuple__", out var items)) return new PyTuple([.. items.EnumerateArray().Select(Read)]);
        if (value.TryGetProperty("__dict__", out var pairs)) return new PyDict(pairs.EnumerateArray().Select(p => KeyValuePair.Create(Read(p[0]), Read(p[1]))));
        return new PyDict(value.EnumerateObject().Select(p => KeyValuePair.Create((object?)p.Name, Read(p.Value))));
    }
}
