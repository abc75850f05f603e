using System.Text.Json;
using Plumb.Core.Diagnostics;
using Plumb.Hcl.Syntax;
using Plumb.Provider.Schemas;
using HeaderSchema = Plumb.Hcl.Syntax.BlockHeaderSchema;
using WrittenAttribute = Plumb.Hcl.Syntax.AttributeSchema;

namespace Plumb.Cli.Rendering.Json;

/// <summary>The written arguments and blocks of a body by its schema. What a <c>dynamic</c> block makes is not written, so not shown.</summary>
internal static class BodyJson
{
    /// <summary>Writes nothing for a body without arguments.</summary>
    public static void Write(Utf8JsonWriter json, string name, Body body, BlockSchema schema)
    {
        var content = Read(body, schema);
        if (content.Attributes.Count == 0 && content.Blocks.Count == 0) return;
        json.WritePropertyName(name);
        Write(json, content, schema);
    }

    private static void Write(Utf8JsonWriter json, Body body, BlockSchema schema) => Write(json, Read(body, schema), schema);

    private static BodyContent Read(Body body, BlockSchema schema)
    {
        var written = new BodySchema(
            [.. schema.Attributes.Select(a => new WrittenAttribute(a.Name))],
            [.. schema.Blocks.Select(b => b.Nesting == NestingMode.Map ? new HeaderSchema(b.Name, "key") : new HeaderSchema(b.Name))]);
        return body.GetPartialContent(written, out _, new DiagnosticBag());
    }

    private static void Write(Utf8JsonWriter json, BodyContent content, BlockSchema schema)
    {
        json.WriteStartObject();
        foreach (var (name, attribute) in content.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            ExpressionJson.Write(json, attribute.Expression);
        }
        foreach (var block in schema.Blocks) WriteBlocks(json, [.. content.OfType(block.Name)], block);
        json.WriteEndObject();
    }

    private static void WriteBlocks(Utf8JsonWriter json, BodyBlock[] blocks, NestedBlockSchema schema)
    {
        if (blocks.Length == 0) return;
        json.WritePropertyName(schema.Name);
        switch (schema.Nesting)
        {
            case NestingMode.Single or NestingMode.Group:
                Write(json, blocks[^1].Body, schema.Block);
                break;
            case NestingMode.Map:
                json.WriteStartObject();
                foreach (var block in blocks.DistinctBy(b => b.Labels[0]))
                {
                    json.WritePropertyName(block.Labels[0]);
                    Write(json, block.Body, schema.Block);
                }
                json.WriteEndObject();
                break;
            default:
                json.WriteStartArray();
                foreach (var block in blocks) Write(json, block.Body, schema.Block);
                json.WriteEndArray();
                break;
        }
    }
}
