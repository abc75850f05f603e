using System.Text;
using Plumb.Core.Values;

namespace Plumb.Cli.Rendering;

/// <summary>Writes a value as an expression over several lines, secrets masked.</summary>
internal static class ValueLayout
{
    public static string Format(Value value, int indent = 0)
    {
        var text = new StringBuilder();
        Write(text, value, indent);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Value value, int indent)
    {
        if (value.Marks.IsSensitive) text.Append("(sensitive value)");
        else if (value.Marks.IsEphemeral) text.Append("(ephemeral value)");
        else
        {
            switch (value.Unmarked)
            {
                case NullValue: text.Append("null"); break;
                case UnknownValue: text.Append("(known after apply)"); break;
                case StringValue s: WriteString(text, s.Text, indent); break;
                case NumberValue n: text.Append(n.Number.ToString()); break;
                case BoolValue b: text.Append(b.IsTrue ? "true" : "false"); break;
                case SequenceValue { Count: 0 }: text.Append("[]"); break;
                case NamedValues { Count: 0 }: text.Append("{}"); break;
                case SequenceValue list: WriteList(text, list, indent); break;
                case NamedValues map: WriteMap(text, map, indent); break;
            }
        }
    }

    private static void WriteString(StringBuilder text, string value, int indent)
    {
        if (!value.Contains('\n', StringComparison.Ordinal))
        {
            text.Append('"').Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            return;
        }
        text.Append("<<-EOT\n");
        foreach (var line in value.TrimEnd('\n').Split('\n')) text.Append(' ', indent + 4).Append(line).Append('\n');
        text.Append(' ', indent).Append("EOT");
    }

    private static void WriteList(StringBuilder text, SequenceValue list, int indent)
    {
        text.Append("[\n");
        foreach (var element in list.Elements)
        {
            text.Append(' ', indent + 4);
            Write(text, element, indent + 4);
            text.Append(",\n");
        }
        text.Append(' ', indent).Append(']');
    }

    private static void WriteMap(StringBuilder text, NamedValues map, int indent)
    {
        var names = map.Entries.Select(e => e.Key).Select(k => map is MapValue || !IsName(k) ? $"\"{k}\"" : k).ToArray();
        var width = names.Max(n => n.Length);
        text.Append("{\n");
        var at = 0;
        foreach (var (_, element) in map.Entries)
        {
            text.Append(' ', indent + 4).Append(names[at++].PadRight(width)).Append(" = ");
            Write(text, element, indent + 4);
            text.Append('\n');
        }
        text.Append(' ', indent).Append('}');
    }

    private static bool IsName(string text) => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-');
}
