using System.Globalization;
using System.Text;

namespace Plumb.Engine.Functions.Strings;

/// <summary>
/// Upper, lower and title case, each letter by itself (so ß stays ß), as Unicode's simple mappings have it. The
/// platform does the same but for a few letters whose other case is ASCII.
/// </summary>
internal static class LetterCase
{
    internal static string ToUpper(string text) => Ascii.IsValid(text) ? text.ToUpperInvariant() : Map(text, ToUpper);

    internal static string ToLower(string text) => Ascii.IsValid(text) ? text.ToLowerInvariant() : Map(text, ToLower);

    /// <summary>The first letter of each word in title case: a word begins after anything but a letter, a digit or an underscore.</summary>
    internal static string ToTitle(string text)
    {
        var previous = new Rune(' ');
        return Map(text, rune =>
        {
            var starts = IsSeparator(previous);
            previous = rune;
            return starts ? ToTitle(rune) : rune;
        });
    }

    private static string Map(string text, Func<Rune, Rune> map)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) result.Append(map(rune));
        return result.ToString();
    }

    private static Rune ToUpper(Rune rune) => rune.Value switch
    {
        'ı' => new Rune('I'),
        'ſ' => new Rune('S'),
        // Their capitals are younger than the peer's tables.
        'ƛ' or 'ɤ' => rune,
        _ => Rune.ToUpperInvariant(rune),
    };

    private static Rune ToLower(Rune rune) => rune.Value == 'İ' ? new Rune('i') : Rune.ToLowerInvariant(rune);

    private static Rune ToTitle(Rune rune) => rune.Value switch
    {
        // Digraphs have a third case.
        >= 'Ǆ' and <= 'ǆ' => new Rune('ǅ'),
        >= 'Ǉ' and <= 'ǉ' => new Rune('ǈ'),
        >= 'Ǌ' and <= 'ǌ' => new Rune('ǋ'),
        >= 'Ǳ' and <= 'ǳ' => new Rune('ǲ'),
        // Georgian has capitals for whole words only.
        >= 'ა' and <= 'ჿ' => rune,
        _ => ToUpper(rune),
    };

    private static bool IsSeparator(Rune rune)
    {
        if (rune.IsAscii) return !char.IsAsciiLetterOrDigit((char)rune.Value) && rune.Value != '_';
        if (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber) return false;
        return Rune.IsWhiteSpace(rune);
    }
}
