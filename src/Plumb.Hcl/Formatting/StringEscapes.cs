using System.Globalization;
using System.Text;

namespace Plumb.Hcl.Formatting;

/// <summary>Writes text as it stands between quotes.</summary>
public static class StringEscapes
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            at += rune.Utf16SequenceLength;
            _ = rune.Value switch
            {
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\t' => escaped.Append("\\t"),
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                // Doubled, the sign opens no sequence.
                '$' or '%' when at < text.Length && text[at] == '{' => escaped.Append((char)rune.Value).Append((char)rune.Value),
                > 0xFFFF when !IsPrintable(rune) => escaped.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
                _ when !IsPrintable(rune) => escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => escaped.Append(rune.ToString()),
            };
        }
        return escaped.ToString();
    }

    /// <summary>Letters, marks, numbers, punctuation, symbols, and of all spaces the common one.</summary>
    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
