using System.Globalization;
using System.Numerics;

namespace Plumb.Playbooks.Galaxy.Servers;

/// <summary>Orders versions that follow no rule: numbers among their parts as numbers, the rest as text; a leading v counts for nothing.</summary>
internal sealed class LooseVersionOrder : IComparer<string>
{
    public static LooseVersionOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Parts(x), Parts(y));
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            var isNumber = (Left: char.IsAsciiDigit(left[i][0]), Right: char.IsAsciiDigit(right[i][0]));
            var order = isNumber switch
            {
                (true, true) => BigInteger.Parse(left[i], CultureInfo.InvariantCulture).CompareTo(BigInteger.Parse(right[i], CultureInfo.InvariantCulture)),
                (true, false) => 1,
                (false, true) => -1,
                _ => string.CompareOrdinal(left[i], right[i]),
            };
            if (order != 0) return order;
        }
        return left.Count.CompareTo(right.Count);
    }

    private static List<string> Parts(string? version)
    {
        var parts = new List<string>();
        var text = (version ?? "").AsSpan();
        if (text.Length > 1 && text[0] is 'v' or 'V') text = text[1..];
        while (text.Length > 0)
        {
            var isDigit = char.IsAsciiDigit(text[0]);
            var length = 1;
            while (length < text.Length && text[0] != '.' && text[length] != '.' && char.IsAsciiDigit(text[length]) == isDigit) length++;
            if (text[0] != '.') parts.Add(text[..length].ToString());
            text = text[length..];
        }
        return parts;
    }
}
