using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.State.Model;
using Plumb.Provider.Schemas;

namespace Plumb.Cli.Rendering;

/// <summary>An object of a state as the value it is, with the marks of its schema and those stored beside it.</summary>
internal static class StoredObject
{
    /// <summary>Null where it does not fit the schema; the fault says why, in a sentence.</summary>
    public static Value? Read(ObjectState stored, Schema schema, out string? fault)
    {
        fault = null;
        if (stored.SchemaVersion != schema.Version)
        {
            fault = $"it is of version {stored.SchemaVersion} of its schema, and the provider's is {schema.Version}. Any plan or refresh brings the state up to date.";
            return null;
        }
        try
        {
            var value = stored.Value ?? JsonValueCodec.Read(stored.AttributesJson.Span, schema.Block.ImpliedType);
            return Marked(value, [.. SchemaMarks.Sensitive(schema.Block, value), .. Stored(stored)]);
        }
        catch (FormatException e)
        {
            fault = $"it does not fit the provider's schema: {e.Message}.";
            return null;
        }
    }

    /// <summary>As far as the stored form alone tells.</summary>
    public static Value ReadWithoutSchema(ObjectState stored)
    {
        var json = stored.AttributesJson.IsEmpty ? "{}"u8.ToArray() : stored.AttributesJson;
        return stored.Value ?? Marked(JsonValueCodec.Read(json.Span, JsonValueCodec.ImpliedType(json.Span)), [.. Stored(stored)]);
    }

    private static IEnumerable<PathMarks> Stored(ObjectState stored) => stored.SensitivePaths.Select(p => new PathMarks(p, MarkSet.Sensitive));

    private static Value Marked(Value value, IReadOnlyList<PathMarks> marks) => marks.Count == 0 ? value : value.WithMarksAt(marks);
}
