namespace Plumb.Hcl;

/// <summary>Finds what a mistyped name may have been meant to be.</summary>
public static class SimilarName
{
    private const int MaxDistance = 2;
    private const int MaxLength = 128;

    /// <summary>The first candidate within two insertions, deletions or replacements of characters; null if there is none.</summary>
    public static string? Find(string given, IEnumerable<string> candidates) =>
        given.Length > MaxLength ? null : candidates.FirstOrDefault(c => Math.Abs(c.Length - given.Length) <= MaxDistance && Distance(given, c) <= MaxDistance);

    private static int Distance(string a, string b)
    {
        Span<int> previous = stackalloc int[MaxLength + MaxDistance + 1];
        Span<int> current = stackalloc int[MaxLength + MaxDistance + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }
            var swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.Length];
    }
}
