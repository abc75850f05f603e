using System.Globalization;
using System.Text;

namespace Plumb.Jinja.Values.Methods;

/// <summary>What text consists of. Of empty text nothing is so.</summary>
internal static class PyStringKinds
{
    public static bool IsAlphabetic(string text) => All(text, Rune.IsLetter);

    public static bool IsAlphanumeric(string text) => All(text, rune => Rune.IsLetter(rune) || IsNumeric(rune));

    public static bool IsDecimal(string text) => All(text, rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber);

    public static bool IsDigit(string text) => All(text, rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber
        || (rune.IsBmp && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNumber && CharUnicodeInfo.GetDigitValue((char)rune.Value) >= 0));

    public static bool IsNumeric(string text) => All(text, IsNumeric);

    private static bool IsNumeric(Rune rune) => Rune.GetNumericValue(rune) >= 0 || Rune.IsNumber(rune);

    public static bool IsLower(string text) => HasCase(text, upper: false);

    public static bool IsUpper(string text) => HasCase(text, upper: true);

    private static bool HasCase(string text, bool upper)
    {
        var any = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsCased(rune)) continue;
            if (Rune.IsUpper(rune) != upper) return false;
            any = true;
        }
        return any;
    }

    /// <summary>Whether each word begins with a capital and goes on without.</summary>
    public static bool IsTitle(string text)
    {
        var (any, inWord) = (false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var isCased = IsCased(rune);
            if (isCased && Rune.IsUpper(rune) == inWord) return false;
            any |= isCased;
            inWord = isCased;
        }
        return any;
    }

    public static bool IsCased(Rune rune) => Rune.IsUpper(rune) || Rune.IsLower(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.TitlecaseLetter;

    private static bool All(string text, Func<Rune, bool> holds) => text.Length > 0 && text.EnumerateRunes().All(holds);
}
