using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Json;
using Plumb.Engine.Functions;
using Plumb.Provider.Schemas;

namespace Plumb.Cli.Rendering;

/// <summary>Writes the document of <c>providers schema -json</c>, format version 1.0: member for member as the peer does.</summary>
internal static class SchemaJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyDictionary<ProviderAddress, ProviderSchema> providers)
    {
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        if (providers.Count > 0)
        {
            json.WriteStartObject("provider_schemas");
            foreach (var (address, schema) in providers.OrderBy(p => p.Key.ToString(), StringComparer.Ordinal))
            {
                json.WritePropertyName(address.ToString());
                WriteProvider(json, schema);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteProvider(Utf8JsonWriter json, ProviderSchema schema)
    {
        json.WriteStartObject();
        json.WritePropertyName("provider");
        WriteSchema(json, schema.Provider);
        WriteSchemas(json, "resource_schemas", schema.Resources);
        WriteSchemas(json, "data_source_schemas", schema.DataSources);
        WriteSchemas(json, "ephemeral_resource_schemas", schema.EphemeralResources);
        WriteSchemas(json, "list_resource_schemas", schema.Lists);
        WriteActions(json, schema.Actions);
        if (schema.Functions.Count > 0)
        {
            json.WriteStartObject("functions");
            foreach (var (name, function) in schema.Functions.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                json.WritePropertyName(name);
                FunctionSignatureJson.Write(json, function);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Actions are not stored, so their schemas have no versions.</summary>
    private static void WriteActions(Utf8JsonWriter json, IReadOnlyDictionary<string, Schema> actions)
    {
        if (actions.Count == 0) return;
        json.WriteStartObject("action_schemas");
        foreach (var (name, schema) in actions.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(name);
            json.WritePropertyName("block");
            WriteBlock(json, schema.Block);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteSchemas(Utf8JsonWriter json, string member, IReadOnlyDictionary<string, Schema> schemas)
    {
        if (schemas.Count == 0) return;
        json.WriteStartObject(member);
        foreach (var (name, schema) in schemas.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            WriteSchema(json, schema);
        }
        json.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter json, Schema schema)
    {
        json.WriteStartObject();
        json.WriteNumber("version", schema.Version);
        // A provider that cannot be configured has no block at all.
        if (schema.Block.Attributes.Count > 0 || schema.Block.Blocks.Count > 0)
        {
            json.WritePropertyName("block");
            WriteBlock(json, schema.Block);
        }
        json.WriteEndObject();
    }

    private static void WriteBlock(Utf8JsonWriter json, BlockSchema block)
    {
        json.WriteStartObject();
        if (block.Attributes.Count > 0) WriteAttributes(json, block.Attributes);
        if (block.Blocks.Count > 0)
        {
            json.WriteStartObject("block_types");
            foreach (var nested in block.Blocks.OrderBy(b => b.Name, StringComparer.Ordinal)) WriteNested(json, nested);
            json.WriteEndObject();
        }
        WriteDescription(json, block.Description, block.DescriptionIsMarkdown, block.DeprecationMessage);
        json.WriteEndObject();
    }

    private static void WriteNested(Utf8JsonWriter json, NestedBlockSchema nested)
    {
        json.WriteStartObject(nested.Name);
        json.WriteString("nesting_mode", NameOf(nested.Nesting));
        json.WritePropertyName("block");
        WriteBlock(json, nested.Block);
        if (nested.MinItems > 0) json.WriteNumber("min_items", nested.MinItems);
        if (nested.MaxItems > 0) json.WriteNumber("max_items", nested.MaxItems);
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, IReadOnlyList<AttributeSchema> attributes)
    {
        json.WriteStartObject("attributes");
        foreach (var attribute in attributes.OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(attribute.Name);
            WriteType(json, attribute);
            WriteDescription(json, attribute.Description, attribute.DescriptionIsMarkdown, attribute.DeprecationMessage);
            if (attribute.Required) json.WriteBoolean("required", true);
            if (attribute.Optional) json.WriteBoolean("optional", true);
            if (attribute.Computed) json.WriteBoolean("computed", true);
            if (attribute.Sensitive) json.WriteBoolean("sensitive", true);
            if (attribute.WriteOnly) json.WriteBoolean("write_only", true);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, AttributeSchema attribute)
    {
        if (attribute.Nested is not { } nested)
        {
            json.WritePropertyName("type");
            JsonValueCodec.WriteType(json, attribute.ImpliedType);
            return;
        }
        json.WriteStartObject("nested_type");
        WriteAttributes(json, nested.Attributes);
        json.WriteString("nesting_mode", NameOf(nested.Nesting));
        json.WriteEndObject();
    }

    private static void WriteDescription(Utf8JsonWriter json, string description, bool isMarkdown, string? deprecation)
    {
        if (description.Length > 0) json.WriteString("description", description);
        json.WriteString("description_kind", isMarkdown ? "markdown" : "plain");
        if (deprecation is not null) json.WriteBoolean("deprecated", true);
    }

    private static string NameOf(NestingMode mode) => mode switch
    {
        NestingMode.Single => "single",
        NestingMode.Group => "group",
        NestingMode.List => "list",
        NestingMode.Set => "set",
        _ => "map",
    };
}
