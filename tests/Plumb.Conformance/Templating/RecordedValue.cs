using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Plumb.Jinja.Values;

namespace Plumb.Conformance.Templating;

/// <summary>Values in the words of the suite: the type, then JSON with marks for what JSON does not have.</summary>
internal static class RecordedValue
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Expected(JsonElement expect) => expect.TryGetProperty("error", out var error)
        ? Fault(error.GetProperty("class").GetString() ?? "")
        : $"{expect.GetProperty("type").GetString()} {Json(expect.GetProperty("value"))}";

    public static string Of(object? value) => $"{(value is Markup ? "str" : PyTypes.NameOf(value))} {Json(value)}";

    public static string Fault(string pythonClass) => $"fault {pythonClass[(pythonClass.LastIndexOf('.') + 1)..]}";

    private static string Json(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Json))}]",
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(p => $"{Text(p.Name)}:{Json(p.Value)}"))}}}",
        JsonValueKind.String => Text(value.GetString() ?? ""),
        _ => value.GetRawText(),
    };

    private static string Json(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string or Markup => Text(PyText.Str(value)),
        long or BigInteger => PyText.Str(value),
        double number when double.IsFinite(number) => PyFloat.Repr(number),
        PyTuple tuple => Marked("tuple", Items(tuple)),
        PySet set => Marked("set", Items(set)),
        PyDict dict when dict.Keys.All(k => k is string) => $"{{{string.Join(',', dict.Entries.Select(e => $"{Text(PyText.Str(e.Key))}:{Json(e.Value)}"))}}}",
        PyDict dict => Marked("dict", $"[{string.Join(',', dict.Entries.Select(e => $"[{Json(e.Key)},{Json(e.Value)}]"))}]"),
        IPySequence list => Items(list),
        PyBytes bytes => Marked("bytes", Text(string.Concat(bytes.ToArray().Select(b => (char)b)))),
        _ => Marked("repr", Text(PyText.Repr(value))),
    };

    private static string Items(IEnumerable<object?> items) => $"[{string.Join(',', items.Select(Json))}]";

    private static string Marked(string mark, string json) => string.Create(CultureInfo.InvariantCulture, $"{{\"__{mark}__\":{json}}}");

    private static string Text(string text) => JsonSerializer.Serialize(text, Readable);
}
