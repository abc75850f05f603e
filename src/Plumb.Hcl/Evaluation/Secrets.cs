using Plumb.Core.Values;

namespace Plumb.Hcl.Evaluation;

/// <summary>Keeps secrets out of messages that others write.</summary>
internal static class Secrets
{
    /// <summary>The message, or a note in its place where it quotes a sensitive one of the values.</summary>
    public static string Redact(string message, IReadOnlyList<Value> values, Frame? frame)
    {
        var allSensitive = Frame.IsSensitive(frame);
        return values.Any(v => (allSensitive || v.ContainsMarked) && Quotes(message, v, allSensitive))
            ? "the reason is not shown, because it would show a sensitive value"
            : message;
    }

    private static bool Quotes(string message, Value value, bool isSensitive)
    {
        isSensitive |= value.Marks.IsSensitive;
        return value.Unmarked switch
        {
            StringValue s => isSensitive && s.Text.Length > 0 && message.Contains(s.Text, StringComparison.Ordinal),
            NumberValue n => isSensitive && message.Contains(n.Number.ToString(), StringComparison.Ordinal),
            SequenceValue sequence => sequence.Elements.Any(e => Quotes(message, e, isSensitive)),
            MapValue map => map.Entries.Any(e => (isSensitive && e.Key.Length > 0 && message.Contains(e.Key, StringComparison.Ordinal)) || Quotes(message, e.Value, isSensitive)),
            NamedValues named => named.Values.Any(e => Quotes(message, e, isSensitive)),
            _ => false,
        };
    }
}
