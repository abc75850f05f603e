using System.Globalization;
using System.Text;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Names that users may give: identifiers of the language.</summary>
internal static class Identifier
{
    internal const string Requirement = "A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes.";

    internal static bool IsValid(string name)
    {
        if (name.Length == 0) return false;
        var first = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (!(first ? IsStart(rune) : IsPart(rune))) return false;
            first = false;
        }
        return true;
    }

    private static bool IsStart(Rune rune) => rune.Value == '_' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber;

    private static bool IsPart(Rune rune) => rune.Value == '-' || IsStart(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;
}
