namespace Plumb.Core.Text.Unicode;

/// <summary>The Korean syllables, which are composed of their letters by arithmetic (Unicode Standard, section 3.12).</summary>
internal static class HangulSyllables
{
    private const int FirstSyllable = 0xAC00;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeTails = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;
    private const int Syllables = Leads * Vowels * Tails;

    internal static bool TryDecompose(int character, List<int> into)
    {
        var index = character - FirstSyllable;
        if (index is < 0 or >= Syllables) return false;
        into.Add(FirstLead + (index / (Vowels * Tails)));
        into.Add(FirstVowel + (index / Tails % Vowels));
        if (index % Tails != 0) into.Add(BeforeTails + (index % Tails));
        return true;
    }

    internal static bool TryCompose(int first, int second, out int composed)
    {
        var (lead, vowel) = (first - FirstLead, second - FirstVowel);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
        {
            composed = FirstSyllable + (((lead * Vowels) + vowel) * Tails);
            return true;
        }
        var (syllable, tail) = (first - FirstSyllable, second - BeforeTails);
        composed = first + tail;
        return syllable is >= 0 and < Syllables && syllable % Tails == 0 && tail is > 0 and < Tails;
    }
}
