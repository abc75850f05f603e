using System.Text.Json;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Json;

/// <summary>
/// Compares diagnostics in the JSON form by severity, file and the place where they start; the words are our own. Several
/// at one place count once: one good diagnostic may stand for two. Where the peer can give an error no place, ours may have one.
/// </summary>
internal static class JsonDiagnostics
{
    private const string Nowhere = "error without a place";

    public static Comparison Compare(string what, IEnumerable<JsonElement> expected, IEnumerable<JsonElement> actual)
    {
        var got = actual.ToList();
        var (wantedPlaces, gotPlaces) = (Places(expected), Places(got));
        if (wantedPlaces == gotPlaces || (wantedPlaces == Nowhere && got.Count > 0 && got.All(IsError))) return Comparison.Equal;
        return Comparison.Different(wantedPlaces, gotPlaces, $"{what}: expected {OneLine(wantedPlaces)}, got {OneLine(gotPlaces)} {string.Join("; ", got.Select(Words))}".TrimEnd());
    }

    public static string Place(JsonElement diagnostic)
    {
        var severity = diagnostic.GetProperty("severity").GetString();
        if (!diagnostic.TryGetProperty("range", out var range) || range.ValueKind != JsonValueKind.Object) return $"{severity} without a place";
        var start = range.GetProperty("start");
        return $"{severity} {range.GetProperty("filename").GetString()}:{start.GetProperty("line")}:{start.GetProperty("column")}";
    }

    private static string Places(IEnumerable<JsonElement> diagnostics) => string.Join('\n', diagnostics.Select(Place).Distinct().Order(StringComparer.Ordinal));

    private static bool IsError(JsonElement diagnostic) => diagnostic.GetProperty("severity").GetString() == "error";

    private static string OneLine(string places) => places.Length == 0 ? "none" : places.Replace("\n", ", ", StringComparison.Ordinal);

    private static string Words(JsonElement diagnostic) => $"\"{diagnostic.GetProperty("summary").GetString()}\"";
}
