using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Yaml;

/// <summary>Makes values of scalars by their tags, as the types of YAML 1.1 say. Text that does not fit its tag gives a sentence on why not.</summary>
internal static partial class ScalarValues
{
    public static bool TryRead(string tag, string text, out object? value, out string fault)
    {
        fault = "";
        value = null;
        switch (tag)
        {
            case CoreTags.Null: return true;
            case CoreTags.Bool: return Accept(ReadBoolean(text), "is none of yes, no, true, false, on and off", text, out value, out fault);
            case CoreTags.Int: return Accept(Shorten(ReadInteger(text)), "is not a whole number", text, out value, out fault);
            case CoreTags.Float: return Accept(ReadFloat(text), "is not a number", text, out value, out fault);
            case CoreTags.Timestamp: return Accept(ReadTimestamp(text), "is not a date or a time that exists", text, out value, out fault);
            case CoreTags.Binary: return Accept(ReadBinary(text), "is not Base64", text, out value, out fault);
            default: throw new ArgumentOutOfRangeException(nameof(tag), tag, "not a tag of scalars");
        }
    }

    private static bool Accept(object? read, string complaint, string text, out object? value, out string fault)
    {
        value = read;
        fault = read is null ? $"The text \"{text}\" {complaint}." : "";
        return read is not null;
    }

    private static object? ReadBoolean(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "true" or "on" => true,
        "no" or "false" or "off" => false,
        _ => null,
    };

    private static BigInteger? ReadInteger(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var negative = digits.StartsWith('-');
        if (negative || digits.StartsWith('+')) digits = digits[1..];
        var number = digits switch
        {
            "" => null,
            "0" => BigInteger.Zero,
            ['0', 'b', .. var rest] => ReadDigits(rest, 2),
            ['0', 'x', .. var rest] => ReadDigits(rest, 16),
            ['0', .. var rest] when !rest.Contains(':', StringComparison.Ordinal) => ReadDigits(rest, 8),
            _ when digits.Contains(':', StringComparison.Ordinal) => ReadSexagesimal(digits),
            _ => ReadDigits(digits, 10),
        };
        return negative ? -number : number;
    }

    /// <summary>Numbers that fit are of the type that templates reckon with.</summary>
    private static object? Shorten(BigInteger? number) => number is { } found && found >= long.MinValue && found <= long.MaxValue ? (object)(long)found : number;

    private static BigInteger? ReadDigits(string digits, int radix)
    {
        if (digits.Length == 0) return null;
        if (radix == 10 && digits.All(char.IsAsciiDigit)) return BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        var number = BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = Parsing.YamlCharacters.HexValue(c);
            if (digit < 0 || digit >= radix) return null;
            number = number * radix + digit;
        }
        return number;
    }

    private static BigInteger? ReadSexagesimal(string text)
    {
        var number = BigInteger.Zero;
        foreach (var part in text.Split(':'))
        {
            if (part.Length == 0 || !part.All(char.IsAsciiDigit)) return null;
            number = number * 60 + BigInteger.Parse(part, CultureInfo.InvariantCulture);
        }
        return number;
    }

    private static double? ReadFloat(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        var sign = digits.StartsWith('-') ? -1.0 : 1.0;
        if (digits.StartsWith('-') || digits.StartsWith('+')) digits = digits[1..];
        if (digits is ".inf" or "inf" or "infinity") return sign * double.PositiveInfinity;
        if (digits is ".nan" or "nan") return double.NaN;
        var number = 0.0;
        foreach (var part in digits.Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)) return null;
            number = number * 60 + value;
        }
        return sign * number;
    }

    private static object? ReadTimestamp(string text)
    {
        var match = Timestamp().Match(text);
        if (!match.Success) return null;
        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        var (year, month, day) = (Part("year"), Part("month"), Part("day"));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        if (!match.Groups["hour"].Success) return new DateOnly(year, month, day);
        var (hour, minute, second) = (Part("hour"), Part("minute"), Part("second"));
        if (hour > 23 || minute > 59 || second > 59) return null;
        var moment = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).AddMicroseconds(Microseconds(match.Groups["fraction"].Value));
        if (match.Groups["utc"].Success) return new DateTimeOffset(moment, TimeSpan.Zero);
        if (!match.Groups["sign"].Success) return moment;
        var minutes = Part("zoneHour") * 60 + (match.Groups["zoneMinute"].Success ? Part("zoneMinute") : 0);
        if (minutes > 14 * 60) return null;
        return new DateTimeOffset(moment, TimeSpan.FromMinutes(match.Groups["sign"].Value == "-" ? -minutes : minutes));
    }

    private static int Microseconds(string fraction) => fraction.Length == 0 ? 0 : int.Parse(fraction.PadRight(6, '0').AsSpan(0, 6), CultureInfo.InvariantCulture);

    private static PyBytes? ReadBinary(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? new PyBytes(bytes[..length]) : null;
    }

    [GeneratedRegex(@"^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})(?:(?:[Tt]|[ \t]+)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\.(?<fraction>[0-9]*))?(?:[ \t]*(?:(?<utc>Z)|(?<sign>[-+])(?<zoneHour>[0-9]{1,2})(?::(?<zoneMinute>[0-9]{2}))?))?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();
}
