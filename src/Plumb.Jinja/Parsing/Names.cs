using System.Globalization;
using System.Text;

namespace Plumb.Jinja.Parsing;

/// <summary>Names are Python's identifiers, in any script.</summary>
internal static class Names
{
    public static bool IsPart(string text, int index)
    {
        var c = text[index];
        if (c < 128) return char.IsAsciiLetterOrDigit(c) || c == '_';
        return Rune.TryGetRuneAt(text, index, out var rune) && (Rune.IsLetterOrDigit(rune) || IsContinuation(rune));
    }

    public static bool IsIdentifier(string text)
    {
        var first = true;
        foreach (var rune in text.EnumerateRunes())
        {
            var starts = rune.Value == '_' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber;
            if (!starts && (first || !IsContinuation(rune))) return false;
            first = false;
        }
        return !first;
    }

    private static bool IsContinuation(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.LetterNumber
        || rune.Value is 0xB7 or 0x387 or (>= 0x1369 and <= 0x1371) or 0x19DA;
}
