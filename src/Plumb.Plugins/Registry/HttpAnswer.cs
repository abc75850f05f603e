using System.Net;
using System.Text.Json;

namespace Plumb.Plugins.Registry;

/// <summary>What a host answered, as a whole.</summary>
/// <param name="Location">The address that answered in the end.</param>
internal sealed record HttpAnswer(HttpStatusCode Status, byte[] Body, Uri Location, string? MediaType)
{
    private const int MaxDepth = 32;

    /// <summary>Throws <see cref="ProviderSourceException"/> where it is not a JSON object.</summary>
    public JsonElement Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new Installation.ProviderSourceException($"{Location} did not answer with a JSON object");
        }
        catch (JsonException e)
        {
            throw new Installation.ProviderSourceException($"{Location} did not answer with JSON: {e.Message}", e);
        }
    }
}
