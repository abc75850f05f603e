using System.Text;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Core.Text;
using Plumb.Core.Values;

namespace Plumb.Engine.Configuration.Inspection;

/// <summary>Writes what is known of a module in the JSON form of terraform-config-inspect.</summary>
public static class InspectionJson
{
    public static string Write(InspectedModule module)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("path", module.Directory);
            WriteMap(json, "variables", module.Variables, WriteVariable);
            WriteMap(json, "outputs", module.Outputs, WriteOutput);
            if (module.RequiredVersions.Count > 0) WriteList(json, "required_core", module.RequiredVersions);
            WriteMap(json, "required_providers", module.RequiredProviders, WriteRequirement);
            if (module.ProviderConfigs.Count > 0) WriteMap(json, "provider_configs", module.ProviderConfigs, WriteProvider);
            WriteMap(json, "managed_resources", Resources(module, ResourceMode.Managed), WriteResource);
            WriteMap(json, "data_resources", Resources(module, ResourceMode.Data), WriteResource);
            WriteMap(json, "module_calls", module.ModuleCalls, WriteCall);
            if (module.Diagnostics.Count > 0) WriteDiagnostics(json, module.Diagnostics);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static IEnumerable<KeyValuePair<string, InspectedResource>> Resources(InspectedModule module, ResourceMode mode) =>
        module.Resources.Values.Where(r => r.Name.Mode == mode).Select(r => KeyValuePair.Create(r.Name.ToString(), r));

    private static void WriteMap<T>(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, T>> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject(name);
        foreach (var (key, item) in items.OrderBy(i => i.Key, Utf8Order.Instance))
        {
            json.WriteStartObject(key);
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteVariable(Utf8JsonWriter json, InspectedVariable variable)
    {
        json.WriteString("name", variable.Name);
        WriteUnlessEmpty(json, "type", variable.Type);
        WriteUnlessEmpty(json, "description", variable.Description);
        json.WritePropertyName("default");
        if (variable.Default is { } value and not UnknownValue) JsonValueCodec.Write(json, value, value.Type);
        else json.WriteNullValue();
        json.WriteBoolean("required", variable.Default is null);
        if (variable.Sensitive) json.WriteBoolean("sensitive", true);
        WriteUnlessEmpty(json, "deprecated", variable.Deprecated);
        WritePosition(json, variable.Span);
    }

    private static void WriteOutput(Utf8JsonWriter json, InspectedOutput output)
    {
        json.WriteString("name", output.Name);
        WriteUnlessEmpty(json, "description", output.Description);
        if (output.Sensitive) json.WriteBoolean("sensitive", true);
        WriteUnlessEmpty(json, "deprecated", output.Deprecated);
        WritePosition(json, output.Span);
    }

    private static void WriteRequirement(Utf8JsonWriter json, InspectedRequirement requirement)
    {
        WriteUnlessEmpty(json, "source", requirement.Source);
        if (requirement.VersionConstraints.Count > 0) WriteList(json, "version_constraints", requirement.VersionConstraints);
    }

    private static void WriteProvider(Utf8JsonWriter json, InspectedProvider provider)
    {
        json.WriteString("name", provider.Name);
        WriteUnlessEmpty(json, "alias", provider.Alias);
    }

    private static void WriteResource(Utf8JsonWriter json, InspectedResource resource)
    {
        json.WriteString("mode", resource.Name.Mode == ResourceMode.Managed ? "managed" : "data");
        json.WriteString("type", resource.Name.Type);
        json.WriteString("name", resource.Name.Name);
        json.WriteStartObject("provider");
        WriteProvider(json, resource.Provider);
        json.WriteEndObject();
        WritePosition(json, resource.Span);
    }

    private static void WriteCall(Utf8JsonWriter json, InspectedCall call)
    {
        json.WriteString("name", call.Name);
        json.WriteString("source", call.Source);
        WriteUnlessEmpty(json, "version", call.Version);
        WritePosition(json, call.Span);
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, DiagnosticBag diagnostics)
    {
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("severity", diagnostic.Severity == Severity.Error ? "error" : "warning");
            json.WriteString("summary", diagnostic.Summary);
            WriteUnlessEmpty(json, "detail", diagnostic.Detail);
            if (diagnostic.Subject is { } subject) WritePosition(json, subject);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items) json.WriteStringValue(item);
        json.WriteEndArray();
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) json.WriteString(name, text);
    }

    private static void WritePosition(Utf8JsonWriter json, SourceSpan span)
    {
        json.WriteStartObject("pos");
        json.WriteString("filename", span.File.Name);
        json.WriteNumber("line", span.StartPosition.Line);
        json.WriteEndObject();
    }
}
