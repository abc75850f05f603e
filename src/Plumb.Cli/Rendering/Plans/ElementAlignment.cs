namespace Plumb.Cli.Rendering.Plans;

/// <summary>
/// Which elements of two sequences belong together: equal ones by a longest common subsequence, and between those, one
/// that went with one that came where they are of a kind that can be shown as a change.
/// </summary>
internal static class ElementAlignment
{
    private const long MostCells = 1_000_000;

    /// <summary>Pairs of indices in order; -1 where an element has no partner.</summary>
    public static IReadOnlyList<(int Before, int After)> Align<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, T, bool> areAlike)
    {
        var comparer = EqualityComparer<T>.Default;
        var start = 0;
        while (start < before.Count && start < after.Count && comparer.Equals(before[start], after[start])) start++;
        var end = 0;
        while (end < before.Count - start && end < after.Count - start && comparer.Equals(before[^(end + 1)], after[^(end + 1)])) end++;

        var pairs = new List<(int, int)>();
        for (var i = 0; i < start; i++) pairs.Add((i, i));
        AddMiddle(pairs, before, after, (start, before.Count - end), (start, after.Count - end), areAlike);
        for (var i = end; i > 0; i--) pairs.Add((before.Count - i, after.Count - i));
        return pairs;
    }

    private static void AddMiddle<T>(
        List<(int, int)> pairs, IReadOnlyList<T> before, IReadOnlyList<T> after, (int From, int To) old, (int From, int To) now, Func<T, T, bool> areAlike)
    {
        var (gone, come) = (new List<int>(), new List<int>());
        foreach (var (at, to) in Common(before, after, old, now))
        {
            for (; old.From < at; old.From++) gone.Add(old.From);
            for (; now.From < to; now.From++) come.Add(now.From);
            AddChanged(pairs, gone, come, (a, b) => areAlike(before[a], after[b]));
            pairs.Add((at, to));
            (old.From, now.From) = (at + 1, to + 1);
        }
        for (; old.From < old.To; old.From++) gone.Add(old.From);
        for (; now.From < now.To; now.From++) come.Add(now.From);
        AddChanged(pairs, gone, come, (a, b) => areAlike(before[a], after[b]));
    }

    private static void AddChanged(List<(int, int)> pairs, List<int> gone, List<int> come, Func<int, int, bool> areAlike)
    {
        // Where as many come as go, they are most likely the same ones; else nobody can tell which is which.
        if (gone.Count == come.Count)
        {
            for (var i = 0; i < gone.Count; i++)
            {
                if (areAlike(gone[i], come[i])) pairs.Add((gone[i], come[i]));
                else pairs.AddRange([(gone[i], -1), (-1, come[i])]);
            }
        }
        else
        {
            pairs.AddRange(gone.Select(g => (g, -1)));
            pairs.AddRange(come.Select(c => (-1, c)));
        }
        gone.Clear();
        come.Clear();
    }

    private static IEnumerable<(int, int)> Common<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, (int From, int To) old, (int From, int To) now)
    {
        var (rows, columns) = (old.To - old.From, now.To - now.From);
        // Too long to compare each with each: whatever stands at the same place is held to be the same one.
        if ((long)rows * columns > MostCells) yield break;
        var comparer = EqualityComparer<T>.Default;
        var lengths = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
                lengths[i, j] = comparer.Equals(before[old.From + i], after[now.From + j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }
        for (var (i, j) = (0, 0); i < rows && j < columns;)
        {
            if (comparer.Equals(before[old.From + i], after[now.From + j])) yield return (old.From + i++, now.From + j++);
            else if (lengths[i + 1, j] >= lengths[i, j + 1]) i++;
            else j++;
        }
    }
}
