using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;
using Plumb.Provider.Schemas;

namespace Plumb.Cli.Rendering.Json;

/// <summary>A state in the form that <c>show -json</c> prints it and plan documents hold it.</summary>
internal sealed class StateJson(Utf8JsonWriter json, ProviderSchemas schemas, DiagnosticBag diagnostics)
{
    private static readonly DiagnosticRule Unreadable = new("CLI063", Severity.Error, "Failed to marshal state to json");

    /// <summary>The version is that of the program that wrote the state.</summary>
    public void Write(StateDocument? state, string version)
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
            ChecksJson.Write(json, state.CheckResults);
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
        else if (Decode(stored, schema, address) is { } value) WriteValues(value);
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

    /// <summary>The object with the marks of its schema and those stored beside it; null where it cannot be read, which is reported.</summary>
    private Value? Decode(ObjectState stored, Schema schema, ResourceInstanceAddress address)
    {
        if (stored.SchemaVersion != schema.Version)
        {
            Report($"The state holds {address} in version {stored.SchemaVersion} of its schema, and the provider's is {schema.Version}. Any plan or refresh brings the state up to date.");
            return null;
        }
        try
        {
            var value = stored.Value ?? JsonValueCodec.Read(stored.AttributesJson.Span, schema.Block.ImpliedType);
            IReadOnlyList<PathMarks> marks = [.. SchemaMarks.Sensitive(schema.Block, value), .. stored.SensitivePaths.Select(p => new PathMarks(p, MarkSet.Sensitive))];
            return marks.Count == 0 ? value : value.WithMarksAt(marks);
        }
        catch (FormatException e)
        {
            Report($"What the state holds of {address} does not fit the provider's schema: {e.Message}.");
            return null;
        }

        void Report(string detail) => diagnostics.Add(new Diagnostic(Unreadable, null, detail) { Address = address.ToString() });
    }
}
