using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Plumb.Core.Json;

namespace Plumb.Engine.Tests;

/// <summary>Documents that were true JSON once: with values exchanged, taken away or doubled somewhere, or with damaged bytes.</summary>
internal static class MutatedJson
{
    private static readonly string[] Values =
        ["null", "true", "-1", "1e400", "0.5", "18446744073709551616", "\"\"", "\"x\"", "\"a.b[\\\"c\"", "[]", "[[]]", "{}", "{\"a\":1}", "\"\\ud800\"", "[null]", "{\"\":null}", new string('[', 300) + new string(']', 300)];

    public static Gen<byte[]> Of(byte[] source) => Gen.OneOf(Exchanged(source), Damaged(source));

    private static Gen<byte[]> Exchanged(byte[] source) => Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, Values.Length]).Array[1, 4].Select(changes =>
    {
        var text = Encoding.UTF8.GetString(source);
        foreach (var (at, with) in changes) text = Exchange(text, at, with);
        return Encoding.UTF8.GetBytes(text);
    });

    private static Gen<byte[]> Damaged(byte[] source) => Gen.Select(Gen.Int[0, source.Length], Gen.Int[0, source.Length - 1], Gen.Byte, Gen.Bool).Select((length, at, value, cut) =>
    {
        var bytes = source.ToArray();
        bytes[at] = value;
        return cut ? bytes[..length] : bytes;
    });

    /// <summary>Puts another value in the place of one, or takes it away.</summary>
    private static string Exchange(string text, int at, int with)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(SurrogateEscapes.ReplaceLone(Encoding.UTF8.GetBytes(text)).Span);
        }
        catch (JsonException)
        {
            return text;
        }
        if (root is null) return text;
        var nodes = new List<(JsonNode Parent, string? Name, int Index)>();
        Collect(root, nodes);
        if (nodes.Count == 0) return text;
        var (parent, name, index) = nodes[at % nodes.Count];
        // The text of a value may be one that no node can hold, such as one that is nested too deeply.
        const string Mark = "here-goes-the-value";
        var value = with < Values.Length ? JsonValue.Create(Mark) : null;
        if (parent is JsonObject members && name is not null)
        {
            if (value is null) members.Remove(name);
            else members[name] = value;
        }
        else if (parent is JsonArray elements)
        {
            if (value is null) elements.RemoveAt(index);
            else elements[index] = value;
        }
        var changed = root.ToJsonString();
        return value is null ? changed : changed.Replace($"\"{Mark}\"", Values[with], StringComparison.Ordinal);
    }

    private static void Collect(JsonNode node, List<(JsonNode, string?, int)> nodes)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                nodes.Add((node, name, 0));
                if (value is not null) Collect(value, nodes);
            }
        }
        else if (node is JsonArray elements)
        {
            for (var i = 0; i < elements.Count; i++)
            {
                nodes.Add((node, null, i));
                if (elements[i] is { } value) Collect(value, nodes);
            }
        }
    }
}
