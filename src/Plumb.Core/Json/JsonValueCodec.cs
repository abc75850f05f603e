using System.Text.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Json;

/// <summary>
/// Values and types as JSON, exact to the format that state files, plan output and providers use. A dynamically typed
/// place holds <c>{"value": …, "type": …}</c>. Unknown and marked values cannot be written: the caller removes them.
/// Reading fails with <see cref="FormatException"/> naming the path.
/// </summary>
public static class JsonValueCodec
{
    public static void Write(Utf8JsonWriter writer, Value value, DataType type) => throw new NotImplementedException();

    public static string ToText(Value value, DataType type) => throw new NotImplementedException();

    public static Value Read(ref Utf8JsonReader reader, DataType type) => throw new NotImplementedException();

    public static Value Read(JsonElement element, DataType type) => throw new NotImplementedException();

    public static Value Read(ReadOnlySpan<byte> utf8, DataType type) => throw new NotImplementedException();

    /// <summary>The type a JSON document implies: objects and tuples, numbers, strings, bools, dynamic for null.</summary>
    public static DataType ImpliedType(ReadOnlySpan<byte> utf8) => throw new NotImplementedException();

    public static void WriteType(Utf8JsonWriter writer, DataType type) => throw new NotImplementedException();

    public static string TypeToText(DataType type) => throw new NotImplementedException();

    public static DataType ReadType(JsonElement element) => throw new NotImplementedException();

    public static DataType ReadType(ReadOnlySpan<byte> utf8) => throw new NotImplementedException();
}
