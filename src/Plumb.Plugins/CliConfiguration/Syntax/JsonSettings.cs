using System.Text.Json;

namespace Plumb.Plugins.CliConfiguration.Syntax;

/// <summary>Reads the same settings from JSON. Throws <see cref="SettingsSyntaxException"/>.</summary>
internal static class JsonSettings
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    public static SettingGroup Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return Convert(document.RootElement) as SettingGroup ?? throw new SettingsSyntaxException("The outermost value must be an object.", null);
        }
        catch (JsonException e)
        {
            throw new SettingsSyntaxException($"This is not JSON: {e.Message}", null);
        }
    }

    private static Setting Convert(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new SettingGroup([.. element.EnumerateObject().Select(p => new SettingItem([p.Name], Convert(p.Value), IsAssigned: true, IsJson: true, null))], null),
        JsonValueKind.Array => new SettingList([.. element.EnumerateArray().Select(Convert)], null),
        JsonValueKind.String => new SettingText(element.GetString() ?? "", null),
        JsonValueKind.Null => new SettingText("", null),
        _ => new SettingText(element.GetRawText(), null),
    };
}
