using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Plumb.Plugins.CliConfiguration.Syntax;

/// <summary>
/// Settings as the JSON that a host would send. The old language does not tell numbers from texts, nor a block from a list of one; what
/// hosts say of services has numbers in lists alone.
/// </summary>
internal static class SettingJson
{
    public static JsonElement Of(SettingGroup group)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text)) Write(json, group, inList: false);
        using var document = JsonDocument.Parse(text.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter json, Setting setting, bool inList)
    {
        switch (setting)
        {
            case SettingGroup group:
                json.WriteStartObject();
                foreach (var items in group.Items.GroupBy(i => i.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(items.Key);
                    Write(json, items.Last().Value, inList: false);
                }
                json.WriteEndObject();
                break;
            case SettingList { Items: [SettingGroup only] }:
                Write(json, only, inList: false);
                break;
            case SettingList list:
                json.WriteStartArray();
                foreach (var item in list.Items) Write(json, item, inList: true);
                json.WriteEndArray();
                break;
            case SettingText { Text: var text }:
                if (inList && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) json.WriteNumberValue(number);
                else json.WriteStringValue(text);
                break;
        }
    }
}
