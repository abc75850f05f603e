using System.Globalization;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Splits the hosts of a play into batches as <c>serial</c> says: numbers, percents, or a list of them of which the last repeats.</summary>
internal static class BatchSizes
{
    public static IEnumerable<IReadOnlyList<string>> Split(IReadOnlyList<string> hosts, object? serial)
    {
        var sizes = serial switch { null => [], PyList list => list.Items.ToList(), _ => [serial] };
        if (sizes.Count == 0)
        {
            if (hosts.Count > 0) yield return hosts;
            yield break;
        }
        var (start, index) = (0, 0);
        while (start < hosts.Count)
        {
            var size = SizeOf(sizes[Math.Min(index++, sizes.Count - 1)], hosts.Count);
            // Nothing, or less, means all that are left.
            if (size <= 0) size = hosts.Count - start;
            yield return [.. hosts.Skip(start).Take(size)];
            start += size;
        }
    }

    private static int SizeOf(object? size, int all)
    {
        var text = PyText.Str(size).Trim();
        if (text.EndsWith('%') && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)) return Math.Max(1, (int)(percent / 100 * all));
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
