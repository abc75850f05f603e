using System.Globalization;
using System.Text;

namespace Plumb.Core.Text;

/// <summary>
/// Strings as the language writes them between quotes: backslash escapes, doubled template markers, and numbers for
/// characters that do not print.
/// </summary>
public static class QuotedText
{
    /// <summary>With the quotes around it.</summary>
    public static string Quote(string text) => IsPlain(text) ? $"\"{text}\"" : AppendQuoted(new StringBuilder(text.Length + 8), text).ToString();

    public static StringBuilder AppendQuoted(StringBuilder target, string text)
    {
        target.Append('"');
        if (IsPlain(text)) return target.Append(text).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            AppendEscaped(target, rune, opensTemplate: i + 1 < text.Length && text[i + 1] == '{');
            i += length - 1;
        }
        return target.Append('"');
    }

    /// <summary>As Go sees it, by which the peer decides what to escape: letters, marks, numbers, punctuation, symbols and the plain space.</summary>
    public static bool IsPrintable(Rune rune) => rune.IsAscii ? rune.Value is >= ' ' and < 0x7f : Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
            if (c is < ' ' or > '~' or '"' or '\\' or '$' or '%') return false;
        return true;
    }

    private static void AppendEscaped(StringBuilder target, Rune rune, bool opensTemplate)
    {
        _ = rune.Value switch
        {
            '"' => target.Append("\\\""),
            '\\' => target.Append("\\\\"),
            '\n' => target.Append("\\n"),
            '\r' => target.Append("\\r"),
            '\t' => target.Append("\\t"),
            '$' or '%' when opensTemplate => target.Append((char)rune.Value, 2),
            _ when IsPrintable(rune) => target.Append(rune.ToString()),
            < 0x10000 => target.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            _ => target.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
        };
    }
}
