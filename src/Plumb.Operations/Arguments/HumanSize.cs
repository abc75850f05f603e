using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumb.Operations.Arguments;

/// <summary>Sizes as people write them: <c>10M</c>, <c>1.5 GB</c>, in steps of 1024; of bits, <c>1Mb</c>.</summary>
internal static partial class HumanSize
{
    private const string Units = "BKMGTPEZY";

    /// <summary>The number of bytes or bits, or null for text that is no size.</summary>
    public static long? Parse(string text, bool bits)
    {
        var match = Pattern().Match(text);
        if (!match.Success || !double.TryParse(match.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        var unit = match.Groups[2].Value;
        if (unit.Length == 0) return Rounded(number);
        var power = Units.IndexOf(char.ToUpperInvariant(unit[0]), StringComparison.Ordinal);
        if (power < 0) return null;
        var wholeName = unit.Contains(bits ? "bit" : "byte", StringComparison.OrdinalIgnoreCase);
        if (unit.Length > 1 && !wholeName && unit[1] != (bits ? 'b' : 'B')) return null;
        return Rounded(number * Math.Pow(1024, power));
    }

    // Halves go to the even neighbour.
    private static long? Rounded(double number) => number <= long.MaxValue ? (long)Math.Round(number, MidpointRounding.ToEven) : null;

    [GeneratedRegex(@"^\s*(\d*\.?\d*)\s*([A-Za-z]+)?")]
    private static partial Regex Pattern();
}
