using System.Buffers;
using System.Text;
using System.Text.Json;
using Plumb.Core.Json;

namespace Plumb.Cli.Rendering.Json;

/// <summary>One JSON document as text on one line, with the peer's escapes.</summary>
internal static class JsonText
{
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonValueCodec.WriterOptions)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Leaves out what is empty, as the peer does.</summary>
    public static void WriteStringIfAny(this Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) json.WriteString(name, text);
    }

    /// <summary>Leaves out what is false, as the peer does with most flags.</summary>
    public static void WriteIfTrue(this Utf8JsonWriter json, string name, bool value)
    {
        if (value) json.WriteBoolean(name, value);
    }

    public static void WriteTextsIfAny(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        var begun = false;
        foreach (var text in texts)
        {
            if (!begun) json.WriteStartArray(name);
            begun = true;
            json.WriteStringValue(text);
        }
        if (begun) json.WriteEndArray();
    }
}
