using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plumb.Operations.Data;

/// <summary>Data as JSON text.</summary>
public static class DataJson
{
    private const int MaximumDepth = 256;

    /// <exception cref="JsonException">The text is not JSON, or is nested too deeply.</exception>
    public static DataValue Parse(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaximumDepth });
        return FromElement(document.RootElement);
    }

    /// <summary>The value as JSON on one line, with the characters of other scripts as they are.</summary>
    public static string Write(DataValue value, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = indented, IndentSize = 4, MaxDepth = MaximumDepth };
        using (var writer = new Utf8JsonWriter(buffer, options)) Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The value as JSON with a space after each comma and colon and ASCII alone, as Python's <c>json.dumps</c> writes it.</summary>
    public static string WriteSpaced(DataValue value) => value switch
    {
        ListData list => $"[{string.Join(", ", list.Items.Select(WriteSpaced))}]",
        MapData map => $"{{{string.Join(", ", map.Entries.Select(e => $"{Quoted(e.Key)}: {WriteSpaced(e.Value)}"))}}}",
        TextData text => Quoted(text.Value),
        _ => Write(value),
    };

    private static string Quoted(string text)
    {
        var output = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                '\b' => output.Append("\\b"),
                '\f' => output.Append("\\f"),
                < ' ' or > '~' => output.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => output.Append(c),
            };
        }
        return output.Append('"').ToString();
    }

    private static DataValue FromElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => DataValue.Of(true),
        JsonValueKind.False => DataValue.Of(false),
        JsonValueKind.Number => element.TryGetInt64(out var number) ? DataValue.Of(number) : DataValue.Of(element.GetDouble()),
        JsonValueKind.String => DataValue.Of(element.GetString()),
        JsonValueKind.Array => new ListData([.. element.EnumerateArray().Select(FromElement)]),
        JsonValueKind.Object => FromObject(element),
        _ => DataValue.Null,
    };

    private static MapData FromObject(JsonElement element)
    {
        var map = new MapBuilder();
        foreach (var property in element.EnumerateObject()) map[property.Name] = FromElement(property.Value);
        return map.Build();
    }

    private static void Write(Utf8JsonWriter writer, DataValue value)
    {
        switch (value)
        {
            case BooleanData flag: writer.WriteBooleanValue(flag.Value); break;
            case IntegerData number: writer.WriteNumberValue(number.Value); break;
            case FloatData number when !double.IsFinite(number.Value): writer.WriteStringValue(PythonText.Float(number.Value)); break;
            case FloatData number: writer.WriteRawValue(PythonText.Float(number.Value)); break;
            case TextData text: writer.WriteStringValue(text.Value); break;
            case ListData list:
                writer.WriteStartArray();
                foreach (var item in list.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case MapData map:
                writer.WriteStartObject();
                foreach (var (key, item) in map.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, item);
                }
                writer.WriteEndObject();
                break;
            default: writer.WriteNullValue(); break;
        }
    }
}
