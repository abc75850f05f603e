using System.Text.Json;
using Plumb.Core.Addresses;

namespace Plumb.Cli.Rendering.Json;

/// <summary>Addresses in their parts, as plan, state and messages write them.</summary>
internal static class AddressJson
{
    public static string Mode(ResourceMode mode) => mode switch
    {
        ResourceMode.Managed => "managed",
        ResourceMode.Data => "data",
        ResourceMode.List => "list",
        ResourceMode.Action => "action",
        _ => "ephemeral",
    };

    /// <summary>Mode, type and name, with the key where there is one, or that it is not known.</summary>
    public static void WriteParts(Utf8JsonWriter json, ResourceInstanceAddress address)
    {
        var name = address.Resource.Resource;
        json.WriteString("mode", Mode(name.Mode));
        json.WriteString("type", name.Type);
        json.WriteString("name", name.Name);
        WriteKey(json, "index", address.Key);
        json.WriteIfTrue("index_unknown", address.Key.IsAny);
    }

    public static void WriteKey(Utf8JsonWriter json, string name, InstanceKey key)
    {
        if (key.IsNumber) json.WriteNumber(name, key.Number);
        else if (key.IsString) json.WriteString(name, key.Text);
    }

    /// <summary>The resource of a message, every part always written.</summary>
    public static void WriteResource(Utf8JsonWriter json, string member, ResourceInstanceAddress address)
    {
        var name = address.Resource.Resource;
        json.WriteStartObject(member);
        json.WriteString("addr", address.ToString());
        json.WriteString("module", address.Module.ToString());
        json.WriteString("resource", name.ToString() + address.Key);
        json.WriteString("implied_provider", ImpliedProvider(name.Type));
        json.WriteString("resource_type", name.Type);
        json.WriteString("resource_name", name.Name);
        if (address.Key.IsNone) json.WriteNull("resource_key");
        else WriteKey(json, "resource_key", address.Key);
        json.WriteEndObject();
    }

    private static string ImpliedProvider(string type) => type.IndexOf('_', StringComparison.Ordinal) is > 0 and var end ? type[..end] : type;
}
