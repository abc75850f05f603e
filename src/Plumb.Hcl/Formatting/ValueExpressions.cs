using System.Diagnostics;
using System.Globalization;
using System.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Parsing;

namespace Plumb.Hcl.Formatting;

/// <summary>Writes known values as native syntax that evaluates to them, up to the difference between lists, sets and tuples, maps and objects.</summary>
public static class ValueExpressions
{
    /// <summary>One expression in canonical layout. The value is wholly known and has no marks.</summary>
    public static string Write(Value value)
    {
        var text = new StringBuilder();
        Append(value, text);
        return HclFormatter.FormatTokens(text.ToString());
    }

    /// <summary>One attribute for each entry, in canonical layout. The names are identifiers.</summary>
    public static string WriteAttributes(NamedValues attributes)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in attributes.Entries)
        {
            text.Append(name).Append(" = ");
            Append(value, text);
            text.Append('\n');
        }
        return HclFormatter.FormatTokens(text.ToString());
    }

    private static void Append(Value value, StringBuilder text)
    {
        switch (value)
        {
            case NullValue:
                text.Append("null");
                break;
            case StringValue s:
                AppendQuoted(s.Text, text);
                break;
            case NumberValue n:
                text.Append(n.Number.ToString());
                break;
            case BoolValue b:
                text.Append(b.IsTrue ? "true" : "false");
                break;
            case SequenceValue sequence:
                AppendSequence(sequence, text);
                break;
            case NamedValues named:
                AppendNamed(named, text);
                break;
            default:
                throw new UnreachableException($"a value to write is known and unmarked, not {value.GetType().Name}");
        }
    }

    private static void AppendSequence(SequenceValue sequence, StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < sequence.Count; i++)
        {
            if (i > 0) text.Append(", ");
            Append(sequence[i], text);
        }
        text.Append(']');
    }

    private static void AppendNamed(NamedValues named, StringBuilder text)
    {
        text.Append('{');
        if (named.Count > 0) text.Append('\n');
        foreach (var (name, value) in named.Entries)
        {
            if (Identifiers.IsValid(name)) text.Append(name);
            else AppendQuoted(name, text);
            text.Append(" = ");
            Append(value, text);
            text.Append('\n');
        }
        text.Append('}');
    }

    private static void AppendQuoted(string content, StringBuilder text)
    {
        text.Append('"');
        var last = default(Rune);
        foreach (var character in content.EnumerateRunes())
        {
            // "${" and "%{" begin a template: the sign is doubled to mean itself.
            if (character.Value == '{' && last.Value is ('$' or '%')) text.Append(last.ToString());
            AppendEscaped(character, text);
            last = character;
        }
        text.Append('"');
    }

    private static void AppendEscaped(Rune character, StringBuilder text)
    {
        _ = character.Value switch
        {
            '\n' => text.Append("\\n"),
            '\r' => text.Append("\\r"),
            '\t' => text.Append("\\t"),
            '"' => text.Append("\\\""),
            '\\' => text.Append("\\\\"),
            _ when IsPrintable(character) => text.Append(character.ToString()),
            _ when character.IsBmp => text.Append(CultureInfo.InvariantCulture, $"\\u{character.Value:x4}"),
            _ => text.Append(CultureInfo.InvariantCulture, $"\\U{character.Value:x8}"),
        };
    }

    /// <summary>Letters, marks, numbers, punctuation, symbols, and of the spaces the plain one.</summary>
    private static bool IsPrintable(Rune character) => character.Value == ' ' || Rune.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
