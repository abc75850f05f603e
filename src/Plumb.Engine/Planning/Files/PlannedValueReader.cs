using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Core.MessagePack;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Planning.Files;

/// <summary>Reads what <see cref="PlannedValueWriter"/> wrote; a fault is a <see cref="FormatException"/>.</summary>
internal sealed class PlannedValueReader(JsonElement types)
{
    private readonly DataType[] _types = [.. types.EnumerateArray().Select(JsonValueCodec.ReadType)];

    public DataType TypeAt(int index) => index >= 0 && index < _types.Length ? _types[index] : throw new FormatException("it refers to a type that it does not have.");

    public Value? ReadOptional(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? Read(value) : null;

    public Value Read(JsonElement json)
    {
        var value = MessagePackValueCodec.Read(json.GetProperty("value").GetBytesFromBase64(), TypeAt(json.GetProperty("type").GetInt32()));
        return json.TryGetProperty("marks", out var marks) ? value.WithMarksAt([.. marks.EnumerateArray().Select(ReadMarks)]) : value;
    }

    public ValuePath ReadPath(JsonElement json) => ValuePath.Of(json.EnumerateArray().Select(step =>
        step.ValueKind == JsonValueKind.String ? (PathStep)new AttributeStep(step.GetString() ?? "") : new IndexStep(Read(step))));

    private PathMarks ReadMarks(JsonElement json) =>
        new(ReadPath(json.GetProperty("path")), MarkSet.Of(json.GetProperty("marks").EnumerateArray().Select(ReadMark)));

    private static Mark ReadMark(JsonElement json) => json.EnumerateArray().Select(w => w.GetString() ?? "").ToArray() switch
    {
        ["sensitive"] => Mark.Sensitive,
        ["ephemeral"] => Mark.Ephemeral,
        ["deprecated", var message] => Mark.Deprecated(message),
        ["deprecated", var message, var origin] => Mark.Deprecated(message, origin),
        ["named", var name] => Mark.Named(name),
        _ => throw new FormatException("it has a mark of an unknown kind."),
    };
}
