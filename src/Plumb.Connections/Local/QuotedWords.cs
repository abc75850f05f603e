using System.Globalization;
using System.Text;

namespace Plumb.Connections.Local;

/// <summary>Writes the words of a command so that none of them can be mistaken: <c>["/bin/sh" "-c" "echo \"x\""]</c>, as the peer does.</summary>
internal static class QuotedWords
{
    public static string Write(IEnumerable<string> words)
    {
        var text = new StringBuilder("[");
        foreach (var word in words)
        {
            if (text.Length > 1) text.Append(' ');
            text.Append('"');
            foreach (var rune in word.EnumerateRunes()) Write(text, rune);
            text.Append('"');
        }
        return text.Append(']').ToString();
    }

    private static void Write(StringBuilder text, Rune rune)
    {
        _ = rune.Value switch
        {
            '"' or '\\' => text.Append('\\').Append((char)rune.Value),
            '\a' => text.Append("\\a"),
            '\b' => text.Append("\\b"),
            '\f' => text.Append("\\f"),
            '\n' => text.Append("\\n"),
            '\r' => text.Append("\\r"),
            '\t' => text.Append("\\t"),
            '\v' => text.Append("\\v"),
            _ when IsVisible(rune) => text.Append(rune.ToString()),
            < ' ' or 0x7f => text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
            < 0x10000 => text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            _ => text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
        };
    }

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
