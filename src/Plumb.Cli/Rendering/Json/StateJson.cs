using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Rendering.Json;

/// <summary>A state in the form that <c>show -json</c> prints it and plan documents hold it.</summary>
internal sealed class StateJson(Utf8JsonWriter json, ProviderSchemas schemas, DiagnosticBag diagnostics)
{
    private static readonly DiagnosticRule Unreadable = new("CLI063", Severity.Error, "Failed to marshal state to json");

    /// <summary>The version is that of the program that wrote the state; in a plan the outcomes of checks are the plan's own.</summary>
    public void Write(StateDocument? state, string version, bool checks = true)
    {
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        if (state is { IsEmpty: false })
        {
            json.WriteStringIfAny("terraform_version", version);
            json.WriteStartObject("values");
            WriteOutputs(state);
            WriteResources(state);
            json.WriteEndObject();
            if (checks) ChecksJson.Write(json, state.CheckResults);
        }
        json.WriteEndObject();
    }

    private void WriteOutputs(StateDocument state)
    {
        if (state.Outputs.Count == 0) return;
        json.WriteStartObject("outputs");
        foreach (var (name, output) in state.Outputs)
        {
            json.WriteStartObject(name);
            json.WriteBoolean("sensitive", output.Sensitive);
            json.WritePropertyName("value");
            JsonValueCodec.Write(json, output.Value, output.Value.Type);
            json.WritePropertyName("type");
            JsonValueCodec.WriteType(json, output.Value.Type);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void WriteResources(StateDocument state)
    {
        var modules = new ModuleValuesJson<(ResourceState, ResourceInstanceAddress, ObjectState, string?)>();
        foreach (var resource in state.Resources.Values.OrderBy(r => r.Address))
        {
            foreach (var (key, instance) in resource.Instances.OrderBy(i => i.Key))
            {
                var address = resource.Address.Instance(key);
                if (instance.Current is { } current) modules.Add(address.Module, (resource, address, current, null));
                foreach (var (deposedKey, deposed) in instance.Deposed.OrderBy(d => d.Key, StringComparer.Ordinal)) modules.Add(address.Module, (resource, address, deposed, deposedKey));
            }
        }
        modules.Write(json, "root_module", one => WriteObject(one.Item1, one.Item2, one.Item3, one.Item4));
    }

    private void WriteObject(ResourceState resource, ResourceInstanceAddress address, ObjectState stored, string? deposedKey)
    {
        var name = address.Resource.Resource;
        json.WriteStartObject();
        json.WriteString("address", address.ToString());
        AddressJson.WriteParts(json, address);
        json.WriteString("provider_name", resource.Provider.Provider.ToString());
        json.WriteNumber("schema_version", stored.SchemaVersion);
        if (schemas.Resource(resource.Provider.Provider, name.Mode, name.Type) is not { } schema)
            diagnostics.Add(new Diagnostic(Unreadable, null, $"There is no schema for {address} in provider {resource.Provider.Provider}.") { Address = address.ToString() });
        else if (StoredObject.Read(stored, schema, out var fault) is { } value) WriteValues(value);
        else diagnostics.Add(new Diagnostic(Unreadable, null, $"What the state holds of {address} cannot be shown: {fault}") { Address = address.ToString() });
        json.WriteTextsIfAny("depends_on", stored.Dependencies.Select(d => d.ToString()));
        json.WriteIfTrue("tainted", stored.Status == ObjectStatus.Tainted);
        json.WriteStringIfAny("deposed_key", deposedKey);
        json.WriteEndObject();
    }

    private void WriteValues(Value value)
    {
        ValueShapes.WriteAttributes(json, "values", value);
        json.WritePropertyName("sensitive_values");
        ValueShapes.WriteSensitive(json, value);
    }
}
