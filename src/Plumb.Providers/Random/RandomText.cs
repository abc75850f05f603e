using System.Text;

namespace Plumb.Providers.Random;

/// <summary>Characters that may be drawn, and how many must be.</summary>
internal sealed record CharacterClass(bool IsUsed, long Minimum, string Characters);

internal sealed record TextRules(long Length, IReadOnlyList<CharacterClass> Classes);

/// <summary>Draws texts. Characters that must occur do so at random places.</summary>
internal static class RandomText
{
    public const string Special = "!@#$%&*()-_=+[]{}<>:?";
    public const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string Lower = "abcdefghijklmnopqrstuvwxyz";
    public const string Digits = "0123456789";

    /// <summary>Null where characters are wanted and there are none.</summary>
    public static string? Draw(TextRules rules, RandomSource source)
    {
        var drawn = new List<Rune>();
        // A minimum counts even where its class is not used for the rest.
        foreach (var required in rules.Classes) Add(drawn, required.Characters, required.Minimum, source);
        var all = string.Concat(rules.Classes.Where(c => c.IsUsed).Select(c => c.Characters));
        if (all.Length == 0 && drawn.Count < rules.Length) return null;
        Add(drawn, all, rules.Length - drawn.Count, source);
        source.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(drawn));
        return string.Concat(drawn);
    }

    private static void Add(List<Rune> drawn, string characters, long count, RandomSource source)
    {
        Rune[] choice = [.. characters.EnumerateRunes()];
        for (var i = 0L; i < count; i++) drawn.Add(choice[source.Below(choice.Length)]);
    }
}
