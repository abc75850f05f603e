using System.Buffers;
using System.Globalization;
using System.Text;

namespace Plumb.Provider.Docker.Engine;

/// <summary>Lengths of time as configurations of the Docker world write them: "1m30s", "500ms", "0s".</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, long Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ];

    /// <summary>False for text that is none, and for what is longer than 292 years.</summary>
    public static bool TryParse(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text == "0") return true;
        var rest = text.AsSpan();
        if (rest.IsEmpty) return false;
        decimal total = 0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return false;
            rest = rest[digits..];
            var length = rest.IndexOfAny(Digits);
            var unit = length < 0 ? rest : rest[..length];
            if (Scale(unit) is not { } scale || amount > long.MaxValue / scale) return false;
            total += amount * scale;
            if (total > long.MaxValue) return false;
            rest = rest[unit.Length..];
        }
        nanoseconds = (long)total;
        return true;
    }

    public static string Format(long nanoseconds)
    {
        if (nanoseconds < 1_000_000_000)
            return nanoseconds % 1_000_000 == 0 && nanoseconds > 0 ? Number(nanoseconds / 1_000_000m) + "ms" : nanoseconds == 0 ? "0s" : Number(nanoseconds) + "ns";
        var text = new StringBuilder();
        var (hours, minutes) = (nanoseconds / 3_600_000_000_000, nanoseconds / 60_000_000_000 % 60);
        if (hours > 0) text.Append(Number(hours)).Append('h');
        if (hours > 0 || minutes > 0) text.Append(Number(minutes)).Append('m');
        return text.Append(Number(nanoseconds % 60_000_000_000 / 1_000_000_000m)).Append('s').ToString();
    }

    private static long? Scale(ReadOnlySpan<char> unit)
    {
        foreach (var (name, nanoseconds) in Units)
            if (unit.SequenceEqual(name)) return nanoseconds;
        return null;
    }

    private static string Number(decimal number) => number.ToString("0.#########", CultureInfo.InvariantCulture);
}
