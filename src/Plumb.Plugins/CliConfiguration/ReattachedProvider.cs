using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Decoding;

namespace Plumb.Plugins.CliConfiguration;

/// <summary>A provider's process that somebody else started, mostly under a debugger, and ends again.</summary>
/// <param name="Address">Whose it is.</param>
/// <param name="ProtocolVersion">5 or 6.</param>
/// <param name="ProcessId">For people.</param>
/// <param name="Network">unix or tcp.</param>
/// <param name="Endpoint">A path, or a host and port.</param>
public sealed record ReattachedProvider(ProviderAddress Address, int ProtocolVersion, int ProcessId, string Network, string Endpoint)
{
    public const string Variable = "TF_REATTACH_PROVIDERS";

    private const int MaxLength = 1 << 20;

    /// <summary>What the variable says; whatever is at fault in it is reported.</summary>
    public static IReadOnlyDictionary<ProviderAddress, ReattachedProvider> Read(string? text, DiagnosticBag diagnostics)
    {
        var found = new Dictionary<ProviderAddress, ReattachedProvider>();
        if (string.IsNullOrEmpty(text)) return found;
        if (text.Length > MaxLength)
        {
            Fault("It is too long to be one.");
            return found;
        }
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object) Fault("It must be a JSON object with an entry for each provider.");
            else foreach (var entry in document.RootElement.EnumerateObject()) if (ReadEntry(entry) is { } provider) found[provider.Address] = provider;
        }
        catch (JsonException e)
        {
            Fault($"It is not JSON: {e.Message}");
        }
        return found;

        void Fault(string why) => diagnostics.Add(CliConfigurationRules.InvalidReattach, null, $"The variable {Variable} cannot be understood. {why}");

        ReattachedProvider? ReadEntry(JsonProperty entry)
        {
            if (ProviderSource.Parse(entry.Name, null, new DiagnosticBag()) is not { } address)
            {
                Fault($"\"{entry.Name}\" is not the source of a provider.");
                return null;
            }
            var provider = Decode(address, entry.Value);
            if (provider is null) Fault($"The entry \"{entry.Name}\" must have Protocol \"grpc\", a ProtocolVersion of 5 or 6, and an Addr with Network \"unix\" or \"tcp\" and a String.");
            return provider;
        }
    }

    private static ReattachedProvider? Decode(ProviderAddress address, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object || Text(entry, "Protocol") is not "grpc" || !entry.TryGetProperty("Addr", out var where) || where.ValueKind != JsonValueKind.Object) return null;
        // Who says nothing of the version means 5, which there was first.
        var version = Number(entry, "ProtocolVersion") ?? 5;
        return version is (0 or 5 or 6) && Text(where, "Network") is ("unix" or "tcp") and var network && Text(where, "String") is { Length: > 0 } endpoint
            ? new ReattachedProvider(address, version == 0 ? 5 : version, Number(entry, "Pid") ?? 0, network, endpoint)
            : null;
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
