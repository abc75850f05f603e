using System.Globalization;
using System.Text.Json;
using System.Text;
using Plumb.Plugins.Protocol;

namespace Plumb.Plugins.Server;

/// <summary>What a provider started by hand prints: the variable that points a host at it.</summary>
internal static class DebuggingText
{
    public static string Of(string? provider, ProtocolVersion version, string network, string address)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(provider ?? "registry.terraform.io/NAMESPACE/NAME");
            json.WriteString("Protocol", "grpc");
            json.WriteNumber("ProtocolVersion", (int)version);
            json.WriteNumber("Pid", Environment.ProcessId);
            json.WriteBoolean("Test", true);
            json.WriteStartObject("Addr");
            json.WriteString("Network", network);
            json.WriteString("String", address);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        var text = Encoding.UTF8.GetString(buffer.ToArray());
        return string.Create(CultureInfo.InvariantCulture, $"The provider waits. In the shell that runs terraform, tofu or plumb:\n\n  export TF_REATTACH_PROVIDERS='{text}'\n");
    }
}
