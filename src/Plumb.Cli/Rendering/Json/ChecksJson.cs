using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Text;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Rendering.Json;

/// <summary>Outcomes of conditions: an entry for each object of the configuration that has any, with its instances.</summary>
internal static class ChecksJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<CheckResultState> results)
    {
        if (results.Count == 0) return;
        json.WriteStartArray("checks");
        foreach (var result in results.OrderBy(r => r.ConfigAddress, Utf8Order.Instance)) Write(json, result);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CheckResultState result)
    {
        json.WriteStartObject();
        WriteConfigAddress(json, result);
        json.WriteString("status", Status(result.Status));
        if (result.Objects.Count > 0)
        {
            json.WriteStartArray("instances");
            foreach (var instance in result.Objects.OrderBy(o => o.Address, Utf8Order.Instance)) Write(json, result.ObjectKind, instance);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteConfigAddress(Utf8JsonWriter json, CheckResultState result)
    {
        var (module, name) = SplitModule(result.ConfigAddress);
        json.WriteStartObject("address");
        json.WriteString("kind", result.ObjectKind == "output" ? "output_value" : result.ObjectKind);
        if (result.ObjectKind == "resource" && AddressParser.TryParseInstance(name, out var address, out _))
        {
            var resource = address.Resource.Resource;
            json.WriteString("mode", AddressJson.Mode(resource.Mode));
            json.WriteStringIfAny("module", module);
            json.WriteString("name", resource.Name);
            json.WriteString("to_display", result.ConfigAddress);
            json.WriteString("type", resource.Type);
        }
        else
        {
            json.WriteStringIfAny("module", module);
            json.WriteString("name", name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            json.WriteString("to_display", result.ConfigAddress);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string kind, CheckObjectState instance)
    {
        json.WriteStartObject();
        json.WriteStartObject("address");
        if (kind == "resource" && AddressParser.TryParseInstance(instance.Address, out var address, out _))
        {
            AddressJson.WriteKey(json, "instance_key", address.Key);
            json.WriteStringIfAny("module", address.Module.ToString());
        }
        else
        {
            json.WriteStringIfAny("module", SplitModule(instance.Address).Module);
        }
        json.WriteString("to_display", instance.Address);
        json.WriteEndObject();
        json.WriteString("status", Status(instance.Status));
        if (instance.FailureMessages.Count > 0)
        {
            json.WriteStartArray("problems");
            foreach (var message in instance.FailureMessages.Order(Utf8Order.Instance))
            {
                json.WriteStartObject();
                json.WriteString("message", message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <summary>What of an address leads to the module; keys in it may hold any character.</summary>
    private static (string Module, string Object) SplitModule(string address)
    {
        var at = 0;
        while (address.AsSpan(at).StartsWith("module.", StringComparison.Ordinal))
        {
            at += "module.".Length;
            var quoted = false;
            for (; at < address.Length && (quoted || address[at] != '.'); at++)
            {
                if (address[at] == '\\') at++;
                else if (address[at] == '"') quoted = !quoted;
            }
            at = Math.Min(at + 1, address.Length);
        }
        return at == 0 ? ("", address) : (address[..(at - 1)], address[at..]);
    }

    private static string Status(CheckStatus status) => status switch
    {
        CheckStatus.Pass => "pass",
        CheckStatus.Fail => "fail",
        CheckStatus.Error => "error",
        _ => "unknown",
    };
}
