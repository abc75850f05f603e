using System.Globalization;

namespace Plumb.Playbooks.Callbacks;

/// <summary>
/// The differences of two lists of lines in the unified form, grouped as Python's difflib groups them: around the longest stretches
/// that both have, the earliest first.
/// </summary>
internal static class UnifiedDifference
{
    private readonly record struct Match(int Left, int Right, int Length);

    private readonly record struct Change(char Kind, int LeftFrom, int LeftTo, int RightFrom, int RightTo);

    public static List<string> Write(List<string> before, List<string> after, string beforeName, string afterName, int context)
    {
        var result = new List<string>();
        foreach (var group in Groups(Changes(before, after), context))
        {
            if (result.Count == 0) result.AddRange([$"--- {beforeName}\n", $"+++ {afterName}\n"]);
            var (first, last) = (group[0], group[^1]);
            result.Add($"@@ -{RangeText(first.LeftFrom, last.LeftTo)} +{RangeText(first.RightFrom, last.RightTo)} @@\n");
            foreach (var change in group)
            {
                if (change.Kind == '=')
                {
                    result.AddRange(before[change.LeftFrom..change.LeftTo].Select(l => " " + l));
                    continue;
                }
                result.AddRange(before[change.LeftFrom..change.LeftTo].Select(l => "-" + l));
                result.AddRange(after[change.RightFrom..change.RightTo].Select(l => "+" + l));
            }
        }
        return result;
    }

    private static string RangeText(int start, int stop)
    {
        var length = stop - start;
        var beginning = start + 1;
        if (length == 1) return beginning.ToString(CultureInfo.InvariantCulture);
        if (length == 0) beginning--;
        return string.Create(CultureInfo.InvariantCulture, $"{beginning},{length}");
    }

    private static List<List<Change>> Groups(List<Change> changes, int context)
    {
        var groups = new List<List<Change>>();
        if (changes.Count == 0) return groups;
        if (changes[0] is { Kind: '=' } first)
            changes[0] = first with { LeftFrom = Math.Max(first.LeftFrom, first.LeftTo - context), RightFrom = Math.Max(first.RightFrom, first.RightTo - context) };
        if (changes[^1] is { Kind: '=' } last)
            changes[^1] = last with { LeftTo = Math.Min(last.LeftTo, last.LeftFrom + context), RightTo = Math.Min(last.RightTo, last.RightFrom + context) };
        var group = new List<Change>();
        foreach (var change in changes)
        {
            var next = change;
            if (change.Kind == '=' && change.LeftTo - change.LeftFrom > 2 * context)
            {
                group.Add(change with { LeftTo = Math.Min(change.LeftTo, change.LeftFrom + context), RightTo = Math.Min(change.RightTo, change.RightFrom + context) });
                groups.Add(group);
                group = [];
                next = change with { LeftFrom = Math.Max(change.LeftFrom, change.LeftTo - context), RightFrom = Math.Max(change.RightFrom, change.RightTo - context) };
            }
            group.Add(next);
        }
        if (group.Count > 0 && group is not [{ Kind: '=' }]) groups.Add(group);
        return groups;
    }

    private static List<Change> Changes(List<string> before, List<string> after)
    {
        var changes = new List<Change>();
        var (left, right) = (0, 0);
        foreach (var match in Matches(before, after))
        {
            if (left < match.Left || right < match.Right) changes.Add(new Change('!', left, match.Left, right, match.Right));
            (left, right) = (match.Left + match.Length, match.Right + match.Length);
            if (match.Length > 0) changes.Add(new Change('=', match.Left, left, match.Right, right));
        }
        return changes;
    }

    private static List<Match> Matches(List<string> before, List<string> after)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < after.Count; i++)
        {
            if (!places.TryGetValue(after[i], out var list)) places[after[i]] = list = [];
            list.Add(i);
        }
        // In long texts, lines that make up more than a hundredth of all tell nothing about what belongs together.
        if (after.Count >= 200)
        {
            foreach (var common in places.Where(p => p.Value.Count > after.Count / 100 + 1).Select(p => p.Key).ToList()) places.Remove(common);
        }
        var found = new List<Match>();
        var open = new Stack<(int LeftFrom, int LeftTo, int RightFrom, int RightTo)>();
        open.Push((0, before.Count, 0, after.Count));
        while (open.TryPop(out var area))
        {
            var match = Longest(before, after, places, area);
            if (match.Length == 0) continue;
            found.Add(match);
            open.Push((area.LeftFrom, match.Left, area.RightFrom, match.Right));
            open.Push((match.Left + match.Length, area.LeftTo, match.Right + match.Length, area.RightTo));
        }
        return Joined(found, before.Count, after.Count);
    }

    private static List<Match> Joined(List<Match> found, int leftCount, int rightCount)
    {
        found.Sort((a, b) => a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Right.CompareTo(b.Right));
        var joined = new List<Match>();
        foreach (var match in found)
        {
            if (joined.Count > 0 && joined[^1] is var last && last.Left + last.Length == match.Left && last.Right + last.Length == match.Right)
                joined[^1] = last with { Length = last.Length + match.Length };
            else joined.Add(match);
        }
        joined.Add(new Match(leftCount, rightCount, 0));
        return joined;
    }

    private static Match Longest(List<string> before, List<string> after, Dictionary<string, List<int>> places, (int LeftFrom, int LeftTo, int RightFrom, int RightTo) area)
    {
        var best = new Match(area.LeftFrom, area.RightFrom, 0);
        var lengths = new Dictionary<int, int>();
        for (var i = area.LeftFrom; i < area.LeftTo; i++)
        {
            var next = new Dictionary<int, int>();
            foreach (var j in places.TryGetValue(before[i], out var list) ? list : [])
            {
                if (j < area.RightFrom) continue;
                if (j >= area.RightTo) break;
                var length = next[j] = lengths.GetValueOrDefault(j - 1) + 1;
                if (length > best.Length) best = new Match(i - length + 1, j - length + 1, length);
            }
            lengths = next;
        }
        while (best.Left > area.LeftFrom && best.Right > area.RightFrom && before[best.Left - 1] == after[best.Right - 1])
            best = new Match(best.Left - 1, best.Right - 1, best.Length + 1);
        while (best.Left + best.Length < area.LeftTo && best.Right + best.Length < area.RightTo && before[best.Left + best.Length] == after[best.Right + best.Length])
            best = best with { Length = best.Length + 1 };
        return best;
    }
}
