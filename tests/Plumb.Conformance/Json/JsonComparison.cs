using System.Text.Json;
using Plumb.Conformance.Running;
using Plumb.Core.Numerics;

namespace Plumb.Conformance.Json;

/// <summary>
/// Compares JSON documents deeply and names each difference by its path. Members may be ignored and arrays compared
/// without regard to order, by the name of the member.
/// </summary>
internal sealed class JsonComparison
{
    private const int MostDifferences = 40;
    private readonly List<string> _differences = [];

    public GeneratedIds Ids { get; init; } = new();

    /// <summary>Members that are left out on both sides, at any depth.</summary>
    public IReadOnlySet<string> Ignored { get; init; } = new HashSet<string>();

    /// <summary>Members whose arrays have no order.</summary>
    public IReadOnlySet<string> Unordered { get; init; } = new HashSet<string>();

    /// <summary>Makes one of texts that differ without meaning it, such as names of products.</summary>
    public Func<string, string> Normalize { get; init; } = text => text;

    public Comparison Of(string what, string expected, string actual)
    {
        if (TryParse(actual) is not { } document) return Comparison.Different(expected, actual, $"{what}: not JSON: {FirstLine(actual)}");
        using (document) return Of(what, JsonDocument.Parse(expected).RootElement, document.RootElement);
    }

    public Comparison Of(string what, JsonElement expected, JsonElement actual)
    {
        _differences.Clear();
        Compare(what, "", expected, actual);
        return _differences.Count == 0 ? Comparison.Equal : Comparison.Different(expected.GetRawText(), actual.GetRawText(), [.. _differences]);
    }

    private void Compare(string path, string member, JsonElement expected, JsonElement actual)
    {
        if (_differences.Count >= MostDifferences) return;
        if (expected.ValueKind != actual.ValueKind)
        {
            Differ(path, expected, actual);
            return;
        }
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object: CompareObjects(path, expected, actual); break;
            case JsonValueKind.Array when Unordered.Contains(member): CompareArrays(path, Sorted(expected), Sorted(actual)); break;
            case JsonValueKind.Array: CompareArrays(path, [.. expected.EnumerateArray()], [.. actual.EnumerateArray()]); break;
            case JsonValueKind.String when !SameText(expected.GetString() ?? "", actual.GetString() ?? ""): Differ(path, expected, actual); break;
            case JsonValueKind.Number when !SameNumber(expected, actual): Differ(path, expected, actual); break;
        }
    }

    private void CompareObjects(string path, JsonElement expected, JsonElement actual)
    {
        foreach (var member in expected.EnumerateObject().Where(m => !Ignored.Contains(m.Name)))
        {
            if (actual.TryGetProperty(member.Name, out var other)) Compare($"{path}.{member.Name}", member.Name, member.Value, other);
            else _differences.Add($"{path}.{member.Name}: missing, expected {Short(member.Value)}");
        }
        foreach (var member in actual.EnumerateObject().Where(m => !Ignored.Contains(m.Name) && !expected.TryGetProperty(m.Name, out _)))
            _differences.Add($"{path}.{member.Name}: not expected, got {Short(member.Value)}");
    }

    private void CompareArrays(string path, IReadOnlyList<JsonElement> expected, IReadOnlyList<JsonElement> actual)
    {
        if (expected.Count != actual.Count)
        {
            _differences.Add($"{path}: expected {expected.Count} elements, got {actual.Count}: {Short(expected)} / {Short(actual)}");
            return;
        }
        for (var i = 0; i < expected.Count; i++) Compare($"{path}[{i}]", "", expected[i], actual[i]);
    }

    private bool SameText(string expected, string actual) => expected == actual || Ids.Match(Normalize(expected), Normalize(actual));

    private static bool SameNumber(JsonElement expected, JsonElement actual) =>
        expected.GetRawText() == actual.GetRawText() || Number.Parse(expected.GetRawText()) == Number.Parse(actual.GetRawText());

    private void Differ(string path, JsonElement expected, JsonElement actual) => _differences.Add($"{path}: expected {Short(expected)}, got {Short(actual)}");

    private List<JsonElement> Sorted(JsonElement array) => [.. array.EnumerateArray().OrderBy(e => SortKey("", e), StringComparer.Ordinal)];

    /// <summary>A text that is the same for elements that compare as equal.</summary>
    private string SortKey(string member, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => string.Join(',', element.EnumerateObject()
            .Where(m => !Ignored.Contains(m.Name))
            .OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => $"{m.Name}:{SortKey(m.Name, m.Value)}")),
        JsonValueKind.Array when Unordered.Contains(member) => string.Join(',', element.EnumerateArray().Select(e => SortKey("", e)).Order(StringComparer.Ordinal)),
        JsonValueKind.Array => string.Join(',', element.EnumerateArray().Select(e => SortKey("", e))),
        _ => GeneratedIds.Mask(element.GetRawText()),
    };

    private static string Short(IReadOnlyList<JsonElement> elements) => "[" + string.Join(", ", elements.Select(Short)) + "]";

    private static string Short(JsonElement element)
    {
        var text = JsonSerializer.Serialize(element);
        return text.Length <= 160 ? text : text[..160] + "…";
    }

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string FirstLine(string text) => text.Length == 0 ? "(nothing)" : text.Split('\n')[0];
}
