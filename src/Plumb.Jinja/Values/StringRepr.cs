using System.Globalization;
using System.Text;

namespace Plumb.Jinja.Values;

/// <summary>Text as a Python literal: in single quotes unless only those occur in it, what does not print as an escape.</summary>
internal static class StringRepr
{
    public static string Of(string text)
    {
        var output = new StringBuilder(text.Length + 2);
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        output.Append(quote);
        foreach (var rune in text.EnumerateRunes()) Append(output, rune, quote);
        return output.Append(quote).ToString();
    }

    public static string Of(PyBytes bytes)
    {
        var quote = bytes.Span.Contains((byte)'\'') && !bytes.Span.Contains((byte)'"') ? '"' : '\'';
        var output = new StringBuilder(bytes.Count + 3).Append('b').Append(quote);
        foreach (var b in bytes.Span)
        {
            if (b < 0x7f) Append(output, new Rune(b), quote);
            else output.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        }
        return output.Append(quote).ToString();
    }

    private static void Append(StringBuilder output, Rune rune, char quote)
    {
        switch (rune.Value)
        {
            case '\\': output.Append("\\\\"); break;
            case '\n': output.Append("\\n"); break;
            case '\r': output.Append("\\r"); break;
            case '\t': output.Append("\\t"); break;
            case var c when c == quote: output.Append('\\').Append(quote); break;
            case >= 0x20 and < 0x7f: output.Append((char)rune.Value); break;
            default:
                if (IsPrintable(rune)) output.Append(rune.ToString());
                else if (rune.Value < 0x100) output.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                else if (rune.Value < 0x10000) output.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                else output.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
                break;
        }
    }

    internal static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
