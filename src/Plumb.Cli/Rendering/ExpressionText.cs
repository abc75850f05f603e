using System.Text;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Cli.Rendering;

/// <summary>
/// Writes a value as an expression that would give it, as the peer's console and its outputs have it: with conversion
/// functions where the type needs one, texts of several lines as heredocs, secrets masked.
/// </summary>
internal static class ExpressionText
{
    private const int IndentWidth = 2;

    public static string Format(Value value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Value value, int indent)
    {
        var plain = value.Unmarked;
        if (plain is UnknownValue) text.Append("(known after apply)");
        else if (value.Marks.IsSensitive) text.Append("(sensitive value)");
        else if (value.Marks.IsEphemeral) text.Append("(ephemeral value)");
        else WritePlain(text, plain, indent);
    }

    private static void WritePlain(StringBuilder text, Value value, int indent)
    {
        switch (value)
        {
            case NullValue: text.Append(Null(value.Type)); break;
            case StringValue s when s.Text.Contains('\n', StringComparison.Ordinal): WriteHeredoc(text, s.Text, indent); break;
            case StringValue s: GoQuotedText.AppendQuoted(text, s.Text); break;
            case NumberValue n: text.Append(n.Number.ToString()); break;
            case BoolValue b: text.Append(b.IsTrue ? "true" : "false"); break;
            case NamedValues named: WriteNamed(text, named, indent); break;
            case SequenceValue sequence: WriteSequence(text, sequence, indent); break;
        }
    }

    private static string Null(DataType type) => type switch
    {
        DynamicType => "null",
        PrimitiveType => $"to{type.FriendlyName}(null)",
        ListType list => $"tolist(null) /* of {list.Element.FriendlyName} */",
        SetType set => $"toset(null) /* of {set.Element.FriendlyName} */",
        MapType map => $"tomap(null) /* of {map.Element.FriendlyName} */",
        _ => $"null /* {type.FriendlyName} */",
    };

    private static void WriteHeredoc(StringBuilder text, string value, int indent)
    {
        var lines = value.Split('\n');
        var marker = "EOT";
        while (lines.Any(line => line.Trim() == marker)) marker += "_";
        text.Append(indent > 0 ? "<<-" : "<<").Append(marker);
        foreach (var line in lines.Append(marker)) text.Append('\n').Append(' ', indent).Append(line);
    }

    private static void WriteNamed(StringBuilder text, NamedValues named, int indent)
    {
        text.Append(named is MapValue ? "tomap({" : "{");
        foreach (var (name, element) in named.Entries)
        {
            text.Append('\n').Append(' ', indent + IndentWidth);
            WritePlain(text, Value.String(name), indent + IndentWidth);
            text.Append(" = ");
            Write(text, element, indent + IndentWidth);
        }
        if (named.Count > 0) text.Append('\n').Append(' ', indent);
        text.Append(named is MapValue ? "})" : "}");
    }

    private static void WriteSequence(StringBuilder text, SequenceValue sequence, int indent)
    {
        var (open, close) = sequence switch { ListValue => ("tolist([", "])"), SetValue => ("toset([", "])"), _ => ("[", "]") };
        text.Append(open);
        foreach (var element in sequence.Elements)
        {
            text.Append('\n').Append(' ', indent + IndentWidth);
            Write(text, element, indent + IndentWidth);
            text.Append(',');
        }
        if (sequence.Count > 0) text.Append('\n').Append(' ', indent);
        text.Append(close);
    }
}
