using System.Diagnostics;
using System.Text;
using Plumb.Core.Text;
using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>
/// Writes a value as short stable text on one line, for tests and logs, in the language's own notation: collections as
/// calls of <c>tolist</c>, <c>toset</c> and <c>tomap</c>. A sensitive or ephemeral value is masked, an unknown one named.
/// </summary>
internal static class ValueText
{
    internal static string Write(Value value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static StringBuilder Append(StringBuilder text, Value value) => value switch
    {
        MarkedValue { Marks.IsSensitive: true } => text.Append("(sensitive value)"),
        MarkedValue { Marks.IsEphemeral: true } => text.Append("(ephemeral value)"),
        MarkedValue m => Append(text, m.Inner),
        UnknownValue u => text.Append("(unknown ").Append(u.Type.FriendlyName).Append(')'),
        NullValue n => AppendNull(text, n.Type),
        StringValue s => QuotedText.AppendQuoted(text, s.Text),
        NumberValue n => text.Append(n.Number.ToString()),
        BoolValue b => text.Append(b.IsTrue ? "true" : "false"),
        ListValue l => AppendSequence(text, "tolist([", l, "])"),
        SetValue s => AppendSequence(text, "toset([", s, "])"),
        SequenceValue t => AppendSequence(text, "[", t, "]"),
        MapValue m => AppendNamed(text, "tomap({", m, "})"),
        NamedValues o => AppendNamed(text, "{", o, "}"),
        _ => throw new UnreachableException(),
    };

    private static StringBuilder AppendNull(StringBuilder text, DataType type) => type switch
    {
        DynamicType => text.Append("null"),
        PrimitiveType => text.Append("to").Append(type.FriendlyName).Append("(null)"),
        _ => text.Append("null /* ").Append(type.FriendlyName).Append(" */"),
    };

    private static StringBuilder AppendSequence(StringBuilder text, string open, SequenceValue sequence, string close)
    {
        text.Append(open);
        for (var i = 0; i < sequence.Count; i++) Append(i == 0 ? text : text.Append(", "), sequence[i]);
        return text.Append(close);
    }

    private static StringBuilder AppendNamed(StringBuilder text, string open, NamedValues named, string close)
    {
        text.Append(open);
        for (var i = 0; i < named.Count; i++)
        {
            AppendName(i == 0 ? text : text.Append(", "), named.NameAt(i)).Append(" = ");
            Append(text, named.Span[i]);
        }
        return text.Append(close);
    }

    private static StringBuilder AppendName(StringBuilder text, string name)
    {
        var plain = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return plain ? text.Append(name) : QuotedText.AppendQuoted(text, name);
    }
}
