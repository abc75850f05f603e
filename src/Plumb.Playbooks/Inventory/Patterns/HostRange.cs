using System.Globalization;

namespace Plumb.Playbooks.Inventory.Patterns;

/// <summary>Expands ranges in host names: "db[01:10:2]-[a:c]" stands for 15 hosts.</summary>
internal static class HostRange
{
    /// <summary>More hosts than a range is meant to make; a slip such as [1:10000000000] must not eat the memory.</summary>
    private const int MaximumHosts = 1_000_000;

    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The names, and the port where one is given. What is no address is taken as it stands.</summary>
    public static (IReadOnlyList<string> Names, int? Port) ExpandAddress(string pattern)
    {
        var address = HostAddress.Parse(pattern) ?? new HostAddress(pattern, null);
        if (!address.Name.Contains('[', StringComparison.Ordinal)) return ([address.Name], address.Port);
        var names = new List<string>();
        Expand(address.Name, names);
        return (names, address.Port);
    }

    private static void Expand(string pattern, List<string> names)
    {
        var open = pattern.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            if (names.Count >= MaximumHosts) throw new InventoryException($"host range makes more than {MaximumHosts} hosts") { IsWrongNumber = true };
            names.Add(pattern);
            return;
        }
        var close = pattern.IndexOf(']', open);
        if (close < 0) throw new InventoryException($"host range in '{pattern}' is not closed");
        var (head, tail) = (pattern[..open], pattern[(close + 1)..]);
        foreach (var item in Items(pattern[(open + 1)..close])) Expand(head + item + tail, names);
    }

    private static IEnumerable<string> Items(string range)
    {
        var bounds = range.Split(':');
        if (bounds.Length is not (2 or 3)) throw new InventoryException("host range must be begin:end or begin:end:step");
        var (begin, end) = (bounds[0].Length == 0 ? "0" : bounds[0], bounds[1]);
        if (end.Length == 0) throw new InventoryException("host range must specify end value");
        var step = bounds.Length == 3 ? Number(bounds[2]) : 1;
        if (step <= 0) throw new InventoryException("host range must have a step above zero");
        var width = begin[0] == '0' && begin.Length > 1 ? begin.Length : 0;
        if (width > 0 && width != end.Length) throw new InventoryException("host range must specify equal-length begin and end formats");
        return IsLetter(begin) && IsLetter(end) ? LetterItems(begin[0], end[0], step) : NumberItems(Number(begin), Number(end), step, width);
    }

    private static bool IsLetter(string bound) => bound.Length == 1 && char.IsAsciiLetter(bound[0]);

    private static IEnumerable<string> LetterItems(char begin, char end, long step)
    {
        var (first, last) = (Letters.IndexOf(begin, StringComparison.Ordinal), Letters.IndexOf(end, StringComparison.Ordinal));
        if (first > last) throw new InventoryException("host range must have begin <= end");
        for (long i = first; i <= last; i += step) yield return Letters[(int)i].ToString();
    }

    private static IEnumerable<string> NumberItems(long begin, long end, long step, int width)
    {
        for (var i = begin; i <= end; i += step) yield return i.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue
        ? number
        : throw new InventoryException($"host range has a bound that is no number: '{text}'") { IsWrongNumber = true };
}
