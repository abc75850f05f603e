using System.Buffers;

namespace Plumb.Engine.Functions.Dates;

/// <summary>A length of time in Go's notation: numbers with units, such as <c>1h30m</c>, <c>-1.5h</c> or <c>300ms</c>. At most about 292 years.</summary>
internal readonly record struct Duration(long Nanoseconds)
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    internal static bool TryParse(string text, out Duration duration, out string error)
    {
        duration = default;
        error = $"\"{text}\" is not a duration such as 1h30m: numbers, each followed by a unit (h, m, s, ms, us or ns)";
        var rest = text.AsSpan();
        var negative = rest.StartsWith('-');
        if (negative || rest.StartsWith('+')) rest = rest[1..];
        if (rest is "0") return true;
        if (rest.IsEmpty) return false;

        var total = 0UL;
        while (!rest.IsEmpty)
        {
            if (!TryTakeNumber(ref rest, out var whole, out var fraction, out var scale)) return false;
            if (!TryTakeUnit(ref rest, out var unit)) return false;
            if (!TryAdd(ref total, whole, fraction, scale, unit))
            {
                error = $"the duration \"{text}\" is longer than 292 years";
                return false;
            }
        }
        if (total > long.MaxValue && !(negative && total == 1UL << 63)) return false;
        duration = new Duration(negative ? unchecked(-(long)total) : (long)total);
        return true;
    }

    /// <summary>Digits with an optional point somewhere; at least one digit.</summary>
    private static bool TryTakeNumber(ref ReadOnlySpan<char> rest, out UInt128 whole, out ulong fraction, out double scale)
    {
        (whole, fraction, scale) = (0, 0, 1);
        var before = CountDigits(rest);
        for (var i = 0; i < before; i++) whole = UInt128.Min(whole * 10 + (uint)(rest[i] - '0'), ulong.MaxValue);
        rest = rest[before..];
        var after = 0;
        if (rest.StartsWith('.'))
        {
            rest = rest[1..];
            after = CountDigits(rest);
            // Digits that no longer fit do not matter.
            for (var i = 0; i < after && fraction <= (long.MaxValue - 9) / 10; i++)
            {
                fraction = fraction * 10 + (uint)(rest[i] - '0');
                scale *= 10;
            }
            rest = rest[after..];
        }
        return before + after > 0;
    }

    private static int CountDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;

    private static bool TryTakeUnit(ref ReadOnlySpan<char> rest, out ulong nanoseconds)
    {
        var end = rest.IndexOfAny(NumberCharacters);
        var unit = end < 0 ? rest : rest[..end];
        rest = rest[unit.Length..];
        nanoseconds = unit switch
        {
            "ns" => 1,
            // Micro has a sign of its own and is also a Greek letter.
            "us" or "µs" or "μs" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            _ => 0,
        };
        return nanoseconds > 0;
    }

    private static bool TryAdd(ref ulong total, UInt128 whole, ulong fraction, double scale, ulong unit)
    {
        var sum = total + whole * unit + (UInt128)(fraction * (unit / scale));
        if (sum > 1UL << 63) return false;
        total = (ulong)sum;
        return true;
    }
}
