using System.Text.Json;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Rendering.Json;

/// <summary>A planned change of one object, or of an output, as plan documents hold it.</summary>
internal static class ResourceChangeJson
{
    public static void Write(Utf8JsonWriter json, ResourceChange change)
    {
        json.WriteStartObject();
        json.WriteString("address", change.Address.ToString());
        if (change.IsMove) json.WriteString("previous_address", change.PreviousAddress.ToString());
        json.WriteStringIfAny("module_address", change.Address.Module.ToString());
        AddressJson.WriteParts(json, change.Address);
        json.WriteString("provider_name", change.Provider.Provider.ToString());
        json.WriteStringIfAny("deposed", change.DeposedKey);
        WriteChange(json, change);
        json.WriteStringIfAny("action_reason", ChangeWords.PlanReason(change.Reason));
        json.WriteEndObject();
    }

    /// <summary>An output is sensitive whole or not at all.</summary>
    public static void Write(Utf8JsonWriter json, OutputChange output)
    {
        json.WriteStartObject(output.Name);
        WriteActions(json, output.Action);
        WriteValue(json, "before", output.Before);
        WriteValue(json, "after", output.After);
        json.WritePropertyName("after_unknown");
        WriteUnknown(json, output.After, () => json.WriteBooleanValue(false));
        json.WriteBoolean("before_sensitive", output.Sensitive);
        json.WriteBoolean("after_sensitive", output.Sensitive);
        json.WriteEndObject();
    }

    public static void WriteImporting(Utf8JsonWriter json, ImportingObject importing)
    {
        json.WriteStartObject("importing");
        json.WriteStringIfAny("id", importing.Id);
        json.WriteIfTrue("unknown", importing.Unknown);
        if (importing.Identity is { } identity) WriteValue(json, "identity", identity);
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, ResourceChange change)
    {
        json.WriteStartObject("change");
        WriteActions(json, change.Action);
        WriteValue(json, "before", change.Before);
        WriteValue(json, "after", change.After);
        json.WritePropertyName("after_unknown");
        WriteUnknown(json, change.After, () =>
        {
            json.WriteStartObject();
            json.WriteEndObject();
        });
        json.WritePropertyName("before_sensitive");
        ValueShapes.WriteSensitive(json, change.Before);
        json.WritePropertyName("after_sensitive");
        ValueShapes.WriteSensitive(json, change.After);
        if (change.ReplacePaths.Count > 0)
        {
            json.WriteStartArray("replace_paths");
            foreach (var path in change.ReplacePaths) ValueShapes.WritePath(json, path);
            json.WriteEndArray();
        }
        if (change.Importing is { } importing) WriteImporting(json, importing);
        json.WriteStringIfAny("generated_config", change.GeneratedConfig);
        if (change.BeforeIdentity is { IsNull: false } before) WriteValue(json, "before_identity", before);
        if (change.AfterIdentity is { IsNull: false } after) WriteValue(json, "after_identity", after);
        json.WriteEndObject();
    }

    private static void WriteActions(Utf8JsonWriter json, ChangeAction action)
    {
        json.WriteStartArray("actions");
        foreach (var word in ChangeWords.Actions(action)) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    /// <summary>A value of which nothing is known is left out.</summary>
    private static void WriteValue(Utf8JsonWriter json, string name, Value value)
    {
        if (!value.IsKnown) return;
        json.WritePropertyName(name);
        ValueShapes.WriteKnown(json, value);
    }

    private static void WriteUnknown(Utf8JsonWriter json, Value value, Action whenKnown)
    {
        if (value.IsWhollyKnown) whenKnown();
        else ValueShapes.WriteUnknown(json, value);
    }
}
