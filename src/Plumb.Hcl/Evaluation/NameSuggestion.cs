namespace Plumb.Hcl.Evaluation;

/// <summary>Finds what was probably meant by a name that does not exist.</summary>
public static class NameSuggestion
{
    private const int FarthestDistance = 2;
    private const int LongestName = 200;

    /// <summary>The most similar name, at most two edits away and sharing something with the one given; null if there is none.</summary>
    public static string? For(string given, IEnumerable<string> names)
    {
        if (given.Length > LongestName) return null;
        string? best = null;
        var bestDistance = FarthestDistance + 1;
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - given.Length) > FarthestDistance) continue;
            var distance = Distance(given, name);
            var isBetter = distance < bestDistance || (distance == bestDistance && best is not null && string.CompareOrdinal(name, best) < 0);
            if (isBetter && distance < Math.Max(given.Length, name.Length)) (best, bestDistance) = (name, distance);
        }
        return best;
    }

    /// <summary>Levenshtein's: how many insertions, removals and replacements lead from one to the other.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
