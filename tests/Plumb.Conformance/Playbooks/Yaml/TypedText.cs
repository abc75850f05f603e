using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;

namespace Plumb.Conformance.Playbooks.Yaml;

/// <summary>Values of templates, and those that the suites have as JSON, as text in which every type shows.</summary>
internal static class TypedText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => JsonSerializer.Serialize(text),
        TemplateText template => JsonSerializer.Serialize(template.Source),
        long or BigInteger => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        double number => Float(number),
        DateOnly date => "date " + date.ToString("O", CultureInfo.InvariantCulture),
        DateTime moment => "time " + moment.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset moment => "time " + moment.ToString("O", CultureInfo.InvariantCulture),
        PyBytes bytes => "bytes " + Convert.ToHexStringLower(bytes.Span),
        PyList list => $"[{string.Join(", ", list.Select(Of))}]",
        PyTuple tuple => $"({string.Join(", ", tuple.Select(Of))})",
        PySet set => $"set {string.Join(", ", set.Select(Of).Order(StringComparer.Ordinal))}",
        PyDict dict => $"{{{string.Join(", ", dict.Entries.Select(e => $"{Of(e.Key)}: {Of(e.Value)}"))}}}",
        _ => value.GetType().Name,
    };

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => OfObject(value),
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Of))}]",
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        JsonValueKind.Number => value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0 ? Float(value.GetDouble()) : value.GetRawText(),
        _ => value.GetRawText(),
    };

    private static string OfObject(JsonElement value)
    {
        var first = value.EnumerateObject().FirstOrDefault();
        return first.Name switch
        {
            "$float" => Float(first.Value.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN }),
            "$date" => "date " + first.Value.GetString(),
            "$datetime" => OfMoment(first.Value.GetString() ?? ""),
            "$bytes_hex" => "bytes " + first.Value.GetString(),
            "$set" => $"set {string.Join(", ", first.Value.EnumerateArray().Select(Of).Order(StringComparer.Ordinal))}",
            "$tuple" => $"({string.Join(", ", first.Value.EnumerateArray().Select(Of))})",
            "$map" => $"{{{string.Join(", ", first.Value.EnumerateArray().Select(pair => $"{Of(pair[0])}: {Of(pair[1])}"))}}}",
            _ => $"{{{string.Join(", ", value.EnumerateObject().Select(p => $"{JsonSerializer.Serialize(p.Name)}: {Of(p.Value)}"))}}}",
        };
    }

    private static string OfMoment(string text)
    {
        var hasZone = text.Length > 19 && text.AsSpan(19).IndexOfAny('+', '-') >= 0;
        return hasZone ? Of((object)DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)) : Of((object)DateTime.Parse(text, CultureInfo.InvariantCulture));
    }

    private static string Float(double number) => "float " + number.ToString("R", CultureInfo.InvariantCulture);
}
