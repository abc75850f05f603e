using System.Globalization;
using System.Text;

namespace Plumb.Hcl.Parsing;

/// <summary>
/// Which characters names consist of: the identifiers of Unicode Standard Annex 31 with an underscore as a possible
/// first character and the hyphen as a later one.
/// </summary>
public static class Identifiers
{
    public static bool IsValid(string text) => text.Length > 0 && MeasureAt(text) == text.Length;

    /// <summary>The length of the name at the beginning of the text; zero if there is none.</summary>
    internal static int MeasureAt(ReadOnlySpan<char> text)
    {
        if (!TryStart(text, out var at)) return 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '-') at++;
            else if (c < 0x80 || !TryContinue(text[at..], out var length)) break;
            else at += length;
        }
        return at;
    }

    private static bool TryStart(ReadOnlySpan<char> text, out int length)
    {
        length = 1;
        if (text.IsEmpty) return false;
        if (text[0] < 0x80) return char.IsAsciiLetter(text[0]) || text[0] == '_';
        return Rune.DecodeFromUtf16(text, out var rune, out length) == System.Buffers.OperationStatus.Done && IsStart(rune);
    }

    private static bool TryContinue(ReadOnlySpan<char> text, out int length) =>
        Rune.DecodeFromUtf16(text, out var rune, out length) == System.Buffers.OperationStatus.Done && IsContinue(rune);

    private static bool IsStart(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => rune.Value != 0x2E2F,
        _ => rune.Value is 0x1885 or 0x1886 or 0x2118 or 0x212E or 0x309B or 0x309C,
    };

    private static bool IsContinue(Rune rune) => IsStart(rune) || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation => true,
        _ => rune.Value is 0xB7 or 0x387 or 0x19DA or (>= 0x1369 and <= 0x1371),
    };
}
