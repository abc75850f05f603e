using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.State.Format;

/// <summary>
/// Reads a state of format 4. Attributes stay the JSON they are until a schema is at hand. The source is held to be
/// hostile: depth is bounded, and a fault says where it is.
/// </summary>
public static class StateReader
{
    private const int FormatVersion = 4;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <summary>Null where it cannot be read, which the diagnostics say.</summary>
    public static StateDocument? Read(ReadOnlyMemory<byte> utf8, string name, DiagnosticBag diagnostics)
    {
        try
        {
            using var json = JsonDocument.Parse(SurrogateEscapes.ReplaceLone(utf8), Options);
            return ReadRoot(json.RootElement, name, diagnostics);
        }
        catch (JsonException e)
        {
            diagnostics.Add(new Diagnostic(StateRules.Unreadable, null,
                $"The state in {name} could not be parsed as JSON: {e.Message}")
            {
                Help = "The file may have been cut off or edited by hand. Take it from a backup, such as terraform.tfstate.backup.",
            });
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            var what = e is KeyNotFoundException ? "something that every state has is missing in it." : e.Message;
            diagnostics.Add(new Diagnostic(StateRules.Invalid, null, $"The state in {name} is not valid: {what}")
            {
                Help = "Take it from a backup, such as terraform.tfstate.backup.",
            });
        }
        return null;
    }

    private static StateDocument? ReadRoot(JsonElement root, string name, DiagnosticBag diagnostics)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("version", out var versionElement) || !versionElement.TryGetInt64(out var version))
        {
            diagnostics.Add(StateRules.Unreadable, null, $"{name} does not have a \"version\" attribute, so it is not a state file.");
            return null;
        }
        if (version > FormatVersion)
        {
            diagnostics.Add(new Diagnostic(StateRules.TooNew, null,
                $"The state in {name} uses format version {version}, which is not supported by the current version, which supports up to {FormatVersion}. It was written by {Text(root, "terraform_version") ?? "a newer program"}.")
            {
                Help = "Use the version that wrote it, or a newer one.",
            });
            return null;
        }
        if (version < FormatVersion) return LegacyStateReader.Read(root, version, name, diagnostics);

        var state = new StateDocument
        {
            TerraformVersion = Text(root, "terraform_version") ?? "",
            Serial = root.TryGetProperty("serial", out var serial) ? serial.GetInt64() : 0,
            Lineage = Text(root, "lineage") ?? "",
        };
        if (root.TryGetProperty("outputs", out var outputs) && outputs.ValueKind == JsonValueKind.Object)
            foreach (var output in outputs.EnumerateObject()) state.Outputs[output.Name] = ReadOutput(output.Value);
        if (root.TryGetProperty("resources", out var resources) && resources.ValueKind == JsonValueKind.Array)
            foreach (var resource in resources.EnumerateArray()) ReadResource(resource, state);
        if (root.TryGetProperty("check_results", out var checks) && checks.ValueKind == JsonValueKind.Array)
            state.CheckResults = [.. checks.EnumerateArray().Select(ReadCheck)];
        return state;
    }

    private static OutputState ReadOutput(JsonElement output)
    {
        var type = JsonValueCodec.ReadType(output.GetProperty("type"));
        var value = JsonValueCodec.Read(output.GetProperty("value"), type);
        return new OutputState(value, type, output.TryGetProperty("sensitive", out var s) && s.ValueKind == JsonValueKind.True);
    }

    private static void ReadResource(JsonElement json, StateDocument state)
    {
        var module = ModuleInstanceAddress.Root;
        if (Text(json, "module") is { Length: > 0 } moduleText && !AddressParser.TryParseModule(moduleText, out module, out var error))
            throw new FormatException($"the module address \"{moduleText}\": {error}");
        var mode = Text(json, "mode") switch
        {
            "managed" => ResourceMode.Managed,
            "data" => ResourceMode.Data,
            var other => throw new FormatException($"\"{other}\" is not a resource mode"),
        };
        var address = new ResourceAddress(module, new ResourceName(mode, Required(json, "type"), Required(json, "name")));
        var config = Text(json, "provider") is { Length: > 0 } provider ? ReadProvider(provider).Config : null;
        var hasInstances = json.TryGetProperty("instances", out var instances);
        if (config is null && hasInstances && instances.EnumerateArray().Select(i => Text(i, "provider")).FirstOrDefault(p => p is { Length: > 0 }) is { } first) config = ReadProvider(first).Config;
        if (config is null) throw new FormatException($"{address} has no provider");
        if (!state.Resources.TryGetValue(address, out var resource))
            state.Resources[address] = resource = new ResourceState { Address = address, Provider = config, Each = Text(json, "each") };
        if (!hasInstances) return;
        foreach (var instance in instances.EnumerateArray()) ReadInstance(instance, resource);
    }

    private static void ReadInstance(JsonElement json, ResourceState resource)
    {
        var key = InstanceKey.None;
        if (json.TryGetProperty("index_key", out var index))
        {
            key = index.ValueKind switch
            {
                JsonValueKind.Number => InstanceKey.Of(index.GetInt32()),
                JsonValueKind.String => InstanceKey.Of(index.GetString() ?? ""),
                JsonValueKind.Null => InstanceKey.None,
                _ => throw new FormatException($"{resource.Address} has an instance key that is neither a number nor a string"),
            };
        }
        var instance = resource.Instances.GetValueOrDefault(key) ?? new InstanceState();
        if (Text(json, "provider") is { Length: > 0 } provider) instance = instance with { ProviderKey = ReadProvider(provider).Key };
        var read = ReadObject(json);
        resource.Instances[key] = Text(json, "deposed") is { Length: > 0 } deposed
            ? instance with { Deposed = new Dictionary<string, ObjectState>(instance.Deposed) { [deposed] = read } }
            : instance with { Current = read };
    }

    private static (ProviderConfigAddress Config, InstanceKey Key) ReadProvider(string text) =>
        AddressParser.TryParseProviderInstance(text, out var config, out var key, out var error) ? (config, key) : throw new FormatException($"the provider address \"{text}\": {error}");

    private static ObjectState ReadObject(JsonElement json) => new()
    {
        Status = Text(json, "status") switch
        {
            null or "" => ObjectStatus.Ready,
            "tainted" => ObjectStatus.Tainted,
            var other => throw new FormatException($"\"{other}\" is not a status of an instance"),
        },
        SchemaVersion = json.TryGetProperty("schema_version", out var version) ? version.GetInt64() : 0,
        AttributesJson = json.TryGetProperty("attributes", out var attributes) && attributes.ValueKind != JsonValueKind.Null ? Raw(attributes) : default,
        AttributesFlat = json.TryGetProperty("attributes_flat", out var flat) && flat.ValueKind == JsonValueKind.Object
            ? flat.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "")
            : null,
        SensitivePaths = json.TryGetProperty("sensitive_attributes", out var paths) && paths.ValueKind == JsonValueKind.Array
            ? [.. paths.EnumerateArray().Select(ReadPath)]
            : [],
        Private = json.TryGetProperty("private", out var secret) && secret.ValueKind == JsonValueKind.String ? secret.GetBytesFromBase64() : default(ReadOnlyMemory<byte>),
        Dependencies = json.TryGetProperty("dependencies", out var dependencies) && dependencies.ValueKind == JsonValueKind.Array
            ? [.. dependencies.EnumerateArray().Select(d => DependencyNames.Parse(d.GetString() ?? "")).OfType<ResourceConfigAddress>()]
            : [],
        CreateBeforeDestroy = json.TryGetProperty("create_before_destroy", out var first) && first.ValueKind == JsonValueKind.True,
        IdentitySchemaVersion = json.TryGetProperty("identity_schema_version", out var identityVersion) && identityVersion.ValueKind == JsonValueKind.Number ? identityVersion.GetInt64() : null,
        IdentityJson = json.TryGetProperty("identity", out var identity) && identity.ValueKind == JsonValueKind.Object ? Raw(identity) : default,
    };

    /// <summary>A path is a list of steps: attribute names, and index keys with their types.</summary>
    private static ValuePath ReadPath(JsonElement path) => ValuePath.Of(path.EnumerateArray().Select(step => Text(step, "type") switch
    {
        "get_attr" => (PathStep)new AttributeStep(step.GetProperty("value").GetString() ?? ""),
        "index" => new IndexStep(ReadKey(step.GetProperty("value"))),
        var other => throw new FormatException($"\"{other}\" is not a step of a path"),
    }));

    private static Value ReadKey(JsonElement key) => JsonValueCodec.Read(key.GetProperty("value"), JsonValueCodec.ReadType(key.GetProperty("type")));

    private static CheckResultState ReadCheck(JsonElement json) => new(
        Required(json, "object_kind"), Required(json, "config_addr"), ReadStatus(json),
        json.TryGetProperty("objects", out var objects) && objects.ValueKind == JsonValueKind.Array
            ? [.. objects.EnumerateArray().Select(o => new CheckObjectState(Required(o, "object_addr"), ReadStatus(o),
                o.TryGetProperty("failure_messages", out var messages) && messages.ValueKind == JsonValueKind.Array
                    ? [.. messages.EnumerateArray().Select(m => m.GetString() ?? "")]
                    : []))]
            : []);

    private static CheckStatus ReadStatus(JsonElement json) => Text(json, "status") switch
    {
        "pass" => CheckStatus.Pass,
        "fail" => CheckStatus.Fail,
        "error" => CheckStatus.Error,
        _ => CheckStatus.Unknown,
    };

    private static byte[] Raw(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Required(JsonElement json, string name) =>
        Text(json, name) ?? throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"\"{name}\" is missing"));
}
