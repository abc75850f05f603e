using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Core.MessagePack;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Planning.Files;

/// <summary>
/// Values in a plan document: <c>{"type": index, "value": MessagePack in base 64, "marks": [...]}</c>. The types are in a
/// table of their own, since thousands of instances share one.
/// </summary>
internal sealed class PlannedValueWriter(Utf8JsonWriter json)
{
    private readonly Dictionary<DataType, int> _indexes = [];
    private readonly List<DataType> _types = [];

    public int IndexOf(DataType type)
    {
        if (_indexes.TryGetValue(type, out var index)) return index;
        _types.Add(type);
        return _indexes[type] = _types.Count - 1;
    }

    public void Write(string name, Value? value)
    {
        if (value is null) return;
        json.WritePropertyName(name);
        Write(value);
    }

    public void Write(Value value)
    {
        var plain = value.UnmarkDeepWithPaths(out var marks);
        json.WriteStartObject();
        json.WriteNumber("type", IndexOf(plain.Type));
        json.WriteBase64String("value", MessagePackValueCodec.ToBytes(plain, plain.Type));
        if (marks.Count > 0) WriteMarks(marks);
        json.WriteEndObject();
    }

    public void WritePaths(string name, IEnumerable<ValuePath> paths)
    {
        json.WriteStartArray(name);
        foreach (var path in paths) WritePath(path);
        json.WriteEndArray();
    }

    public void WritePath(ValuePath path)
    {
        json.WriteStartArray();
        foreach (var step in path.Steps)
        {
            if (step is AttributeStep attribute) json.WriteStringValue(attribute.Name);
            else if (step is IndexStep index) Write(index.Key);
        }
        json.WriteEndArray();
    }

    public void WriteTypes(string name)
    {
        json.WriteStartArray(name);
        foreach (var type in _types) JsonValueCodec.WriteType(json, type);
        json.WriteEndArray();
    }

    private void WriteMarks(IReadOnlyList<PathMarks> marks)
    {
        json.WriteStartArray("marks");
        foreach (var (path, set) in marks)
        {
            json.WriteStartObject();
            json.WritePropertyName("path");
            WritePath(path);
            json.WriteStartArray("marks");
            foreach (var mark in set) WriteMark(mark);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteMark(Mark mark)
    {
        json.WriteStartArray();
        foreach (var word in WordsOf(mark)) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static string[] WordsOf(Mark mark) => mark switch
    {
        SensitiveMark => ["sensitive"],
        EphemeralMark => ["ephemeral"],
        DeprecatedMark { Origin: { } origin } deprecated => ["deprecated", deprecated.Message, origin],
        DeprecatedMark deprecated => ["deprecated", deprecated.Message],
        NamedMark named => ["named", named.Name],
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
