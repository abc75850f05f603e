using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Json;

/// <summary>
/// Values and types as JSON, exact to the format that state files, plan output and providers use. A dynamically typed
/// place holds <c>{"value": …, "type": …}</c>. Unknown and marked values cannot be written: the caller removes them.
/// Reading fails with <see cref="FormatException"/> naming the path. Depth is bounded.
/// </summary>
public static class JsonValueCodec
{
    /// <summary>For writers that values go to: the peer's escapes, no indentation, structure unchecked because it is ours.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = HtmlSafeJsonEncoder.Instance, SkipValidation = true };

    /// <summary>For readers that values come from; they must hold the whole document.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = 2 * ReadingTrail.MaximumDepth };

    /// <summary>The value, after conversion where it is not of the type.</summary>
    /// <exception cref="ArgumentException">The value is not wholly known, is marked, does not convert, or holds an infinite number.</exception>
    public static void Write(Utf8JsonWriter writer, Value value, DataType type)
    {
        if (value.ContainsMarked) throw new ArgumentException("A value with marks cannot be written as JSON.", nameof(value));
        if (!value.IsWhollyKnown) throw new ArgumentException("A value that is not wholly known cannot be written as JSON.", nameof(value));
        JsonValueWriter.Write(writer, value.ConformTo(type), type);
    }

    public static string ToText(Value value, DataType type) => ToText(writer => Write(writer, value, type));

    /// <summary>
    /// Reads the value that starts at the reader's token, or at its first where it has none yet, and leaves the reader at
    /// the value's last token.
    /// </summary>
    public static Value Read(ref Utf8JsonReader reader, DataType type)
    {
        try
        {
            if (reader.TokenType == JsonTokenType.None) reader.Read();
            return new JsonValueReader().Read(ref reader, type);
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    public static Value Read(JsonElement element, DataType type) => Read(JsonMarshal.GetRawUtf8Value(element), type);

    public static Value Read(ReadOnlySpan<byte> utf8, DataType type)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        var value = Read(ref reader, type);
        ExpectEnd(ref reader);
        return value;
    }

    /// <summary>The type a JSON document implies: objects and tuples, numbers, strings, bools, dynamic for null.</summary>
    public static DataType ImpliedType(ReadOnlySpan<byte> utf8) => ReadType(utf8, JsonImpliedType.Read);

    public static void WriteType(Utf8JsonWriter writer, DataType type) => JsonTypeFormat.Write(writer, type);

    public static string TypeToText(DataType type) => ToText(writer => WriteType(writer, type));

    public static DataType ReadType(JsonElement element) => ReadType(JsonMarshal.GetRawUtf8Value(element));

    public static DataType ReadType(ReadOnlySpan<byte> utf8) => ReadType(utf8, JsonTypeFormat.Read);

    private delegate DataType TypeReader(ref Utf8JsonReader reader);

    private static DataType ReadType(ReadOnlySpan<byte> utf8, TypeReader read)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        try
        {
            reader.Read();
            var type = read(ref reader);
            ExpectEnd(ref reader);
            return type;
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static void ExpectEnd(ref Utf8JsonReader reader)
    {
        try
        {
            if (reader.Read()) throw new FormatException("there is something after the end of the value");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static string ToText(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions)) write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
