using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Embedding;

/// <summary>Reads stored attributes leniently: what the schema does not know is dropped, what is missing is null.</summary>
internal static class StoredObjects
{
    public static UpgradeResponse Read(ReadOnlyMemory<byte> json, Schema schema, string type)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var attributes = schema.Block.ImpliedType.Attributes.Select(a => KeyValuePair.Create(a.Name,
                document.RootElement.TryGetProperty(a.Name, out var stored) ? JsonValueCodec.Read(stored, a.Type) : Value.Null(a.Type)));
            return new UpgradeResponse(Value.Object(attributes), []);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return new UpgradeResponse(null, [ProviderDiagnostic.Error("Invalid stored object", $"The stored attributes of a {type} cannot be read: {e.Message}")]);
        }
    }
}
