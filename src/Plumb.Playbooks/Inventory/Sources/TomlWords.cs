using System.Globalization;
using System.Numerics;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>The values of TOML that are words: truth values, numbers, dates and times.</summary>
internal static class TomlWords
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly string[] DateTimes = ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm"];

    /// <summary>Null where the word is none of them.</summary>
    public static object? Read(string word)
    {
        if (word is "true" or "false") return word == "true";
        if (word.TrimStart('+', '-') is "inf" or "nan") return word.EndsWith("nan", StringComparison.Ordinal) ? double.NaN : word[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        if (word.Length > 2 && word[0] == '0' && word[1] is 'x' or 'o' or 'b') return Shorten(ReadRadix(word[2..].Replace("_", "", StringComparison.Ordinal), word[1]));
        if (IsMoment(word)) return ReadMoment(word);
        var digits = word.Replace("_", "", StringComparison.Ordinal);
        var isWhole = digits.TrimStart('+', '-').All(char.IsAsciiDigit) && digits.Any(char.IsAsciiDigit);
        if (isWhole) return Shorten(BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return double.TryParse(digits, Decimal, CultureInfo.InvariantCulture, out var real) && char.IsAsciiDigit(digits[^1]) ? real : null;
    }

    private static BigInteger? ReadRadix(string digits, char kind)
    {
        var radix = kind switch { 'x' => 16, 'o' => 8, _ => 2 };
        var number = BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix) return null;
            number = number * radix + digit;
        }
        return digits.Length == 0 ? null : number;
    }

    private static object? Shorten(BigInteger? number) => number is { } found && found <= long.MaxValue && found >= long.MinValue ? (object)(long)found : number;

    private static bool IsMoment(string word) => (word.Length >= 10 && word[4] == '-' && word[7] == '-') || (word.Length >= 5 && word[2] == ':');

    private static object? ReadMoment(string word)
    {
        if (DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        if (TimeOnly.TryParse(word, CultureInfo.InvariantCulture, out var time) && word[2] == ':') return time;
        if (DateTime.TryParseExact(word.ToUpperInvariant(), DateTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return local;
        return DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? moment : null;
    }
}
