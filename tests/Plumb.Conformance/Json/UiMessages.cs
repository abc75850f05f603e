using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Json;

/// <summary>
/// The machine-readable messages of a run, one JSON document a line. Independent resources report in any order, so the
/// messages compare as a bag, without times, durations and generated ids; diagnostics by kind and place. The first, which
/// tells the versions, is left out.
/// </summary>
internal sealed partial class UiMessages
{
    private static readonly string[] Varying = ["@module", "@timestamp", "elapsed_seconds", "id_value"];

    private readonly List<JsonElement> _diagnostics = [];
    private readonly List<string> _messages = [];

    private UiMessages()
    {
    }

    public static Comparison Compare(string what, string expected, string actual)
    {
        UiMessages got;
        try
        {
            got = Read(actual);
        }
        catch (JsonException e)
        {
            return Comparison.Different(expected, actual, $"{what}: a line is not JSON: {e.Message}");
        }
        return Read(expected).Compare(what, got);
    }

    private static UiMessages Read(string lines)
    {
        var messages = new UiMessages();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var message = JsonDocument.Parse(line).RootElement;
            if (message.GetProperty("type").GetString() == "version") continue;
            if (message.TryGetProperty("diagnostic", out var diagnostic)) messages._diagnostics.Add(diagnostic);
            else messages._messages.Add(Normalize(line));
        }
        messages._messages.Sort(StringComparer.Ordinal);
        return messages;
    }

    private Comparison Compare(string what, UiMessages actual)
    {
        var missing = Without(_messages, actual._messages).Select(m => $"{what}: no message {m}");
        var extra = Without(actual._messages, _messages).Select(m => $"{what}: message not expected {m}");
        var differences = missing.Concat(extra).ToList();
        var messages = differences.Count == 0
            ? Comparison.Equal
            : Comparison.Different(string.Join('\n', _messages), string.Join('\n', actual._messages), differences);
        return messages.And(JsonDiagnostics.Compare($"{what} diagnostics", _diagnostics, actual._diagnostics));
    }

    /// <summary>What of one bag is not in the other.</summary>
    private static List<string> Without(List<string> bag, List<string> other)
    {
        var rest = new List<string>(bag);
        foreach (var message in other) rest.Remove(message);
        return rest;
    }

    private static string Normalize(string line)
    {
        var message = JsonNode.Parse(line)?.AsObject() ?? [];
        Strip(message);
        return Duration().Replace(GeneratedIds.Mask(Sort(message)?.ToJsonString() ?? ""), " after <time>");
    }

    private static void Strip(JsonObject message)
    {
        foreach (var name in Varying) message.Remove(name);
        // OpenTofu counts what is only forgotten; Terraform 1.11 says nothing of it.
        if (message["changes"] is JsonObject changes) changes.Remove("forget");
        foreach (var member in message.Select(m => m.Value).OfType<JsonObject>()) Strip(member);
    }

    /// <summary>The same with the members of objects in order, so that equal documents have equal text.</summary>
    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sort(m.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sort)]),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(" after [0-9hms.]+")]
    private static partial Regex Duration();
}
