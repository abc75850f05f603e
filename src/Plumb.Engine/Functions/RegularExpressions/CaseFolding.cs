using System.Text;

namespace Plumb.Engine.Functions.RegularExpressions;

/// <summary>
/// Which code points are the same letter when case does not matter, by Unicode's simple case folding: k, K and the
/// Kelvin sign; s, S and the long s. Dotted capital and dotless small i are letters of their own.
/// </summary>
internal static class CaseFolding
{
    private static readonly Lazy<Table> Orbits = new(Table.Build);

    /// <summary>The letters equal to a code point, itself included; null where it stands alone.</summary>
    internal static int[]? OrbitOf(int codePoint) => Orbits.Value.Members.GetValueOrDefault(codePoint);

    /// <summary>The class with every letter's other cases added.</summary>
    internal static CharacterClass Close(CharacterClass characters)
    {
        var table = Orbits.Value;
        var added = new List<(int, int)>();
        foreach (var (first, last) in characters.Ranges)
        {
            var at = Array.BinarySearch(table.Cased, first);
            for (var i = at < 0 ? ~at : at; i < table.Cased.Length && table.Cased[i] <= last; i++)
                added.AddRange(table.Members[table.Cased[i]].Where(m => m < first || m > last).Select(m => (m, m)));
        }
        return added.Count == 0 ? characters : CharacterClass.Of(characters.Ranges.Concat(added));
    }

    private sealed record Table(Dictionary<int, int[]> Members, int[] Cased)
    {
        internal static Table Build()
        {
            var byFold = new Dictionary<int, List<int>>();
            for (var c = 0; c <= 0x1FFFF; c++)
            {
                if (!Rune.IsValid(c)) continue;
                var rune = new Rune(c);
                var fold = Fold(rune);
                if (fold != c || Rune.ToUpperInvariant(rune) != rune) Add(byFold, fold, c);
            }
            var members = new Dictionary<int, int[]>();
            foreach (var (fold, group) in byFold)
            {
                if (!group.Contains(fold)) group.Add(fold);
                if (group.Count < 2) continue;
                var orbit = group.Order().ToArray();
                foreach (var member in orbit) members[member] = orbit;
            }
            return new Table(members, [.. members.Keys.Order()]);
        }

        private static void Add(Dictionary<int, List<int>> groups, int fold, int member)
        {
            if (!groups.TryGetValue(fold, out var group)) groups.Add(fold, group = []);
            group.Add(member);
        }

        /// <summary>Upper case first, so that letters with several lower cases (σ and ς) meet.</summary>
        private static int Fold(Rune rune) => rune.Value switch
        {
            // The platform leaves the long s as it is, for its capital is ASCII.
            0x17F => 's',
            _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)).Value,
        };
    }
}
