using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Strategies.Records;

/// <summary>
/// Values of templates as JSON that gives the same values back: what JSON has no form for is an object whose one key is
/// <c>$</c> and the name of its type.
/// </summary>
internal static class RecordedValues
{
    private const int MaxDepth = 64;

    /// <summary>What is larger is not kept: to run a task again is less than to write down all that it printed.</summary>
    private const int MaxLength = 4 << 20;

    /// <summary>Writes a value; false where it is too large or of a kind that cannot be kept, and then what was written is of no use.</summary>
    public static bool Write(Utf8JsonWriter json, object? value) => Write(json, value, 0);

    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var number) ? (object)number : json.GetDouble(),
        JsonValueKind.Array => new PyList(json.EnumerateArray().Select(Read)),
        _ => ReadObject(json),
    };

    private static bool Write(Utf8JsonWriter json, object? value, int depth)
    {
        if (depth > MaxDepth || json.BytesCommitted + json.BytesPending > MaxLength || value is string { Length: > MaxLength }) return false;
        switch (value)
        {
            case null: json.WriteNullValue(); return true;
            case bool truth: json.WriteBooleanValue(truth); return true;
            case long number: json.WriteNumberValue(number); return true;
            case int number: json.WriteNumberValue(number); return true;
            case string text: json.WriteStringValue(text); return true;
            case double number: return Tagged(json, "float", number.ToString("R", CultureInfo.InvariantCulture));
            case BigInteger number: return Tagged(json, "int", number.ToString(CultureInfo.InvariantCulture));
            case TemplateText template: return Tagged(json, "template", template.Source);
            case VaultedText vaulted: return Tagged(json, "vault", vaulted.Envelope);
            case Markup markup: return Tagged(json, "markup", markup.Text);
            case PyBytes bytes: return Tagged(json, "bytes", Convert.ToBase64String(bytes.Span));
            case DateOnly date: return Tagged(json, "date", date.ToString("O", CultureInfo.InvariantCulture));
            case DateTime moment: return Tagged(json, "datetime", moment.ToString("O", CultureInfo.InvariantCulture));
            case PyDict map: return WriteMap(json, map, depth);
            case PyList list: return WriteAll(json, list.Items, depth);
            case PyTuple tuple: return TaggedList(json, "tuple", tuple, depth);
            case PySet set: return TaggedList(json, "set", set, depth);
            default: return false;
        }
    }

    private static bool WriteMap(Utf8JsonWriter json, PyDict map, int depth)
    {
        if (map.Entries.Any(e => e.Key is not string name || name.StartsWith('$')))
            return TaggedList(json, "dict", map.Entries.Select(object? (e) => new PyList([e.Key, e.Value])), depth);
        json.WriteStartObject();
        foreach (var (key, value) in map.Entries)
        {
            json.WritePropertyName((string)(key ?? ""));
            if (!Write(json, value, depth + 1)) return false;
        }
        json.WriteEndObject();
        return true;
    }

    private static bool WriteAll(Utf8JsonWriter json, IEnumerable<object?> items, int depth)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            if (!Write(json, item, depth + 1)) return false;
        }
        json.WriteEndArray();
        return true;
    }

    private static bool Tagged(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("$" + type, text);
        json.WriteEndObject();
        return true;
    }

    private static bool TaggedList(Utf8JsonWriter json, string type, IEnumerable<object?> items, int depth)
    {
        json.WriteStartObject();
        json.WritePropertyName("$" + type);
        if (!WriteAll(json, items, depth + 1)) return false;
        json.WriteEndObject();
        return true;
    }

    private static object? ReadObject(JsonElement json)
    {
        var map = new PyDict();
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.StartsWith('$')) return ReadTagged(property.Name[1..], property.Value);
            map[property.Name] = Read(property.Value);
        }
        return map;
    }

    private static object? ReadTagged(string type, JsonElement value) => type switch
    {
        "float" => double.Parse(TextOf(value), CultureInfo.InvariantCulture),
        "int" => BigInteger.Parse(TextOf(value), CultureInfo.InvariantCulture),
        "template" => new TemplateText(TextOf(value)),
        "markup" => new Markup(TextOf(value)),
        "bytes" => new PyBytes(value.GetBytesFromBase64()),
        "date" => DateOnly.ParseExact(TextOf(value), "O", CultureInfo.InvariantCulture),
        "datetime" => DateTime.ParseExact(TextOf(value), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        "tuple" => new PyTuple([.. value.EnumerateArray().Select(Read)]),
        "set" => new PySet(value.EnumerateArray().Select(Read)),
        "dict" => new PyDict(value.EnumerateArray().Select(pair => KeyValuePair.Create(Read(pair[0]), Read(pair[1])))),
        _ => throw new JsonException($"a value of the unknown type '{type}'"),
    };

    private static string TextOf(JsonElement value) => value.GetString() ?? "";
}
