using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>Reads what Python gives. It is data, whatever it looks like; only where the caller says so may text be a template.</summary>
/// <param name="call">Has the mappings that stayed here.</param>
/// <param name="templates">Whether plain text that looks like a template is one, as that of plugins is that stand in for files of variables.</param>
internal sealed class ValueReader(PythonCall call, bool templates)
{
    public object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => PyBoolean.True,
        JsonValueKind.False => PyBoolean.False,
        JsonValueKind.String => ReadText(json.GetString() ?? ""),
        JsonValueKind.Number => ReadNumber(json),
        JsonValueKind.Array => ReadList(json),
        _ => json.TryGetProperty(ValueMarks.Mark, out var kind) ? ReadMarked(kind.GetString() ?? "", json.GetProperty(ValueMarks.Content)) : ReadDict(json),
    };

    public PyList ReadList(JsonElement json)
    {
        var items = new List<object?>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray()) items.Add(Read(item));
        return new PyList(items);
    }

    private object ReadText(string text) => templates && TemplateText.IsTemplate(text) ? new TemplateText(text) : text;

    private PyDict ReadDict(JsonElement json)
    {
        var dict = new PyDict();
        foreach (var property in json.EnumerateObject()) dict[property.Name] = Read(property.Value);
        return dict;
    }

    private static object ReadNumber(JsonElement json)
    {
        if (json.TryGetInt64(out var number)) return PyInteger.Box(number);
        var text = json.GetRawText();
        return text.AsSpan().IndexOfAny(".eE") < 0 ? BigInteger.Parse(text, CultureInfo.InvariantCulture) : json.GetDouble();
    }

    private object? ReadMarked(string kind, JsonElement content) => kind switch
    {
        "unsafe" => content.GetString() ?? "",
        "tuple" => new PyTuple([.. ReadList(content).Items]),
        "set" => new PySet(ReadList(content).Items),
        "dict" => new PyDict(content.EnumerateArray().Select(pair => KeyValuePair.Create(Read(pair[0]), Read(pair[1])))),
        "bytes" => new PyBytes(content.GetBytesFromBase64()),
        "float" => content.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN },
        "markup" => new Markup(content.GetString() ?? ""),
        "undefined" => new Undefined(UndefinedKind.StrictChainable, content[0].GetString(), Undefined.NoOwner, content[1].GetString()),
        "vault" => new VaultedText(content.GetString() ?? "", call.Vault, null, trusted: true),
        "map" => call.Kept(content.GetInt32()),
        _ => ReadMoment(kind, content),
    };

    private static object ReadMoment(string kind, JsonElement content)
    {
        if (kind == "timedelta")
            return TimeSpan.FromDays(content[0].GetInt32()) + TimeSpan.FromSeconds(content[1].GetInt32()) + TimeSpan.FromMicroseconds(content[2].GetInt32());
        var text = content.GetString() ?? "";
        var culture = CultureInfo.InvariantCulture;
        return kind switch
        {
            "date" => DateOnly.Parse(text, culture),
            "time" => TimeOnly.Parse(text, culture),
            "datetime" when text.Length > 10 && text.AsSpan(11).IndexOfAny("+-Z") >= 0 => DateTimeOffset.Parse(text, culture),
            "datetime" => DateTime.Parse(text, culture, DateTimeStyles.None),
            _ => throw new JsonException($"no kind of value is named {kind}"),
        };
    }
}
