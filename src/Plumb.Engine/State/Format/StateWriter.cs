using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.State.Format;

/// <summary>Writes a state of format 4, resources and instances in a fixed order, so that equal states are equal files.</summary>
public static class StateWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] ToBytes(StateDocument state)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        Write(buffer, state);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(IBufferWriter<byte> output, StateDocument state)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 4);
            json.WriteString("terraform_version", state.TerraformVersion);
            json.WriteNumber("serial", state.Serial);
            json.WriteString("lineage", state.Lineage);
            WriteOutputs(json, state);
            WriteResources(json, state);
            WriteChecks(json, state.CheckResults);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    private static void WriteOutputs(Utf8JsonWriter json, StateDocument state)
    {
        json.WriteStartObject("outputs");
        foreach (var (name, output) in state.Outputs)
        {
            json.WriteStartObject(name);
            json.WritePropertyName("value");
            JsonValueCodec.Write(json, output.Value, output.Type);
            json.WritePropertyName("type");
            JsonValueCodec.WriteType(json, output.Type);
            if (output.Sensitive) json.WriteBoolean("sensitive", true);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteResources(Utf8JsonWriter json, StateDocument state)
    {
        var resources = state.Resources.Values.Where(r => r.Instances.Count > 0).ToArray();
        Array.Sort(resources, static (a, b) => StateOrder.Instance.Compare(a.Address, b.Address));
        json.WriteStartArray("resources");
        foreach (var resource in resources)
        {
            json.WriteStartObject();
            if (!resource.Address.Module.IsRoot) json.WriteString("module", resource.Address.Module.ToString());
            json.WriteString("mode", resource.Address.Resource.Mode == ResourceMode.Data ? "data" : "managed");
            json.WriteString("type", resource.Address.Resource.Type);
            json.WriteString("name", resource.Address.Resource.Name);
            if (resource.Each is { } each) json.WriteString("each", each);
            // Where provider instances are told apart, each object has its own; the resource then has none.
            var hasKeys = resource.Instances.Values.Any(i => !i.ProviderKey.IsNone);
            if (!hasKeys) json.WriteString("provider", resource.Provider.ToString());
            json.WriteStartArray("instances");
            foreach (var key in resource.Instances.Keys.Order())
            {
                var instance = resource.Instances[key];
                WriteInstance(json, key, instance, hasKeys ? resource.Provider.InstanceText(instance.ProviderKey) : null);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>By module, then by mode, type and name as text.</summary>
    private static void WriteInstance(Utf8JsonWriter json, InstanceKey key, InstanceState instance, string? provider)
    {
        if (instance.Current is { } current) WriteObject(json, key, null, provider, current);
        foreach (var deposed in instance.Deposed.Keys.Order(StringComparer.Ordinal)) WriteObject(json, key, deposed, provider, instance.Deposed[deposed]);
    }

    private static void WriteObject(Utf8JsonWriter json, InstanceKey key, string? deposed, string? provider, ObjectState state)
    {
        json.WriteStartObject();
        if (key.IsNumber) json.WriteNumber("index_key", key.Number);
        else if (key.IsString) json.WriteString("index_key", key.Text);
        if (state.Status == ObjectStatus.Tainted) json.WriteString("status", "tainted");
        if (deposed is not null) json.WriteString("deposed", deposed);
        if (provider is not null) json.WriteString("provider", provider);
        json.WriteNumber("schema_version", state.SchemaVersion);
        WriteAttributes(json, state);
        WritePaths(json, state.SensitivePaths);
        if (state.IdentitySchemaVersion is { } identityVersion) json.WriteNumber("identity_schema_version", identityVersion);
        if (!state.IdentityJson.IsEmpty) WriteRaw(json, "identity", state.IdentityJson);
        if (!state.Private.IsEmpty) json.WriteBase64String("private", state.Private.Span);
        if (state.Dependencies.Count > 0)
        {
            json.WriteStartArray("dependencies");
            foreach (var dependency in state.Dependencies) json.WriteStringValue(dependency.ToString());
            json.WriteEndArray();
        }
        if (state.CreateBeforeDestroy) json.WriteBoolean("create_before_destroy", true);
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, ObjectState state)
    {
        if (state.Value is { } value)
        {
            json.WritePropertyName("attributes");
            JsonValueCodec.Write(json, value, state.SchemaType ?? value.Type);
        }
        else if (!state.AttributesJson.IsEmpty) WriteRaw(json, "attributes", state.AttributesJson);
        else if (state.AttributesFlat is { } flat)
        {
            json.WriteStartObject("attributes_flat");
            foreach (var (name, text) in flat.OrderBy(f => f.Key, StringComparer.Ordinal)) json.WriteString(name, text);
            json.WriteEndObject();
        }
    }

    /// <summary>Stored JSON is written through its elements, so that its layout is the file's.</summary>
    private static void WriteRaw(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> stored)
    {
        using var document = JsonDocument.Parse(stored);
        json.WritePropertyName(name);
        document.RootElement.WriteTo(json);
    }

    private static void WritePaths(Utf8JsonWriter json, IReadOnlyList<ValuePath> paths)
    {
        json.WriteStartArray("sensitive_attributes");
        foreach (var path in paths)
        {
            json.WriteStartArray();
            foreach (var step in path.Steps)
            {
                json.WriteStartObject();
                if (step is AttributeStep attribute)
                {
                    json.WriteString("type", "get_attr");
                    json.WriteString("value", attribute.Name);
                }
                else if (step is IndexStep index)
                {
                    json.WriteString("type", "index");
                    json.WriteStartObject("value");
                    json.WritePropertyName("value");
                    JsonValueCodec.Write(json, index.Key, index.Key.Type);
                    json.WritePropertyName("type");
                    JsonValueCodec.WriteType(json, index.Key.Type);
                    json.WriteEndObject();
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WriteChecks(Utf8JsonWriter json, IReadOnlyList<CheckResultState> checks)
    {
        json.WritePropertyName("check_results");
        if (checks.Count == 0)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartArray();
        foreach (var check in checks)
        {
            json.WriteStartObject();
            json.WriteString("object_kind", check.ObjectKind);
            json.WriteString("config_addr", check.ConfigAddress);
            json.WriteString("status", Name(check.Status));
            json.WritePropertyName("objects");
            if (check.Objects.Count == 0) json.WriteNullValue();
            else WriteCheckObjects(json, check.Objects);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteCheckObjects(Utf8JsonWriter json, IReadOnlyList<CheckObjectState> objects)
    {
        json.WriteStartArray();
        foreach (var one in objects)
        {
            json.WriteStartObject();
            json.WriteString("object_addr", one.Address);
            json.WriteString("status", Name(one.Status));
            if (one.FailureMessages.Count > 0)
            {
                json.WriteStartArray("failure_messages");
                foreach (var message in one.FailureMessages) json.WriteStringValue(message);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Name(CheckStatus status) => status switch
    {
        CheckStatus.Pass => "pass",
        CheckStatus.Fail => "fail",
        CheckStatus.Error => "error",
        _ => "unknown",
    };
}
