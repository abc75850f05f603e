using System.Text.Json;
using Plumb.Core.Conversion;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.State.Format;

/// <summary>One output of a state of format 1 to 3: a plain string, or a value whose type is taken from what it holds.</summary>
internal static class LegacyOutput
{
    public static OutputState Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return Read(json, isSensitive: false);
        return Read(json.GetProperty("value"), json.TryGetProperty("sensitive", out var s) && s.ValueKind == JsonValueKind.True);
    }

    private static OutputState Read(JsonElement value, bool isSensitive)
    {
        var implied = JsonValueCodec.ImpliedType(System.Text.Encoding.UTF8.GetBytes(value.GetRawText()));
        var read = JsonValueCodec.Read(value, implied);
        var type = Simplify(read.Type);
        return TypeConversion.TryConvert(read, type, out var converted, out _) ? new OutputState(converted, type, isSensitive) : new OutputState(read, read.Type, isSensitive);
    }

    /// <summary>Lists and maps where all elements are of one type, as the language then had them.</summary>
    private static DataType Simplify(DataType type) => type switch
    {
        TupleType { Elements: [var first, ..] elements } when elements.All(e => e.Equals(first)) => DataType.List(Simplify(first)),
        ObjectType { Attributes: [var first, ..] attributes } when attributes.All(a => a.Type.Equals(first.Type)) => DataType.Map(Simplify(first.Type)),
        _ => type,
    };
}
