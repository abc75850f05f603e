using System.Text;
using Plumb.Core.Text.Unicode;

namespace Plumb.Core.Text;

/// <summary>
/// Brings text to the one form in which values keep it: Unicode normalization form C, without broken surrogates. The
/// runtime's own normalizer does nothing in programs without ICU data, which ours are.
/// </summary>
public static class NormalText
{
    /// <summary>The text itself where it is in the form already.</summary>
    public static string Of(string text)
    {
        // Below U+0300 nothing combines and nothing is replaced.
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF') < 0) return text;
        var normal = Compose(Decompose(text));
        return normal == text ? text : normal;
    }

    private static List<int> Decompose(string text)
    {
        var characters = new List<int>(text.Length + 8);
        var marksFrom = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (HangulSyllables.TryDecompose(rune.Value, characters)) continue;
            CanonicalMappings.Decompose(rune.Value, characters);
        }
        for (var i = 0; i <= characters.Count; i++)
        {
            if (i < characters.Count && CanonicalMappings.CombiningClass(characters[i]) != 0) continue;
            SortMarks(characters, marksFrom, i);
            marksFrom = i + 1;
        }
        return characters;
    }

    /// <summary>Marks that do not interact may be written in any order; the form has them in that of their classes.</summary>
    private static void SortMarks(List<int> characters, int from, int to)
    {
        if (to - from < 2) return;
        var sorted = characters.GetRange(from, to - from).OrderBy(CanonicalMappings.CombiningClass).ToArray();
        for (var i = 0; i < sorted.Length; i++) characters[from + i] = sorted[i];
    }

    private static string Compose(List<int> characters)
    {
        var text = new StringBuilder(characters.Count);
        var kept = 0;
        var starter = -1;
        var lastClass = -1;
        for (var i = 0; i < characters.Count; i++)
        {
            var character = characters[i];
            var combining = CanonicalMappings.CombiningClass(character);
            // A character is blocked from its starter by one between them of the same or a higher class.
            if (starter >= 0 && (lastClass < combining || lastClass == -1) && TryCompose(characters[starter], character, out var composed))
            {
                characters[starter] = composed;
                continue;
            }
            if (combining == 0)
            {
                starter = kept;
                lastClass = -1;
            }
            else lastClass = combining;
            characters[kept++] = character;
        }
        for (var i = 0; i < kept; i++) text.Append(new Rune(characters[i]));
        return text.ToString();
    }

    private static bool TryCompose(int first, int second, out int composed) =>
        HangulSyllables.TryCompose(first, second, out composed) || CanonicalMappings.TryCompose(first, second, out composed);
}
