using Plumb.Core.Values;

namespace Plumb.Hcl.Json;

/// <summary>The value of JSON in which nothing is an expression.</summary>
internal static class JsonLiteral
{
    public static Value From(JsonNode node) => node switch
    {
        JsonString s => Value.String(s.Text),
        JsonNumber n => Value.Number(n.Number),
        JsonBool b => Value.Bool(b.IsTrue),
        JsonNull => Value.DynamicNull,
        JsonArray a => Value.Tuple([.. a.Elements.Select(From)]),
        JsonObject o => Value.Object(o.Properties.DistinctBy(p => p.Name.Text).Select(p => KeyValuePair.Create(p.Name.Text, From(p.Value)))),
        _ => Value.DynamicUnknown,
    };
}
