using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Plumb.Core.Numerics;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Dates;

namespace Plumb.Engine.Functions.Encodings.Yaml;

/// <summary>
/// What a scalar means: by its tag, or, plain and without one, by its looks. Bools have the many spellings of YAML 1.1,
/// numbers the notation of 1.2, times become strings in RFC 3339.
/// </summary>
internal static partial class YamlScalars
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    /// <summary>The value, or null with the reason.</summary>
    internal static Value? Resolve(string text, string tag, bool isQuoted, out string? error)
    {
        error = null;
        var kind = tag.StartsWith(TagPrefix, StringComparison.Ordinal) ? tag[TagPrefix.Length..] : tag;
        if (kind == tag && tag.Length > 0 || kind is not ("" or "str" or "bool" or "int" or "float" or "null" or "timestamp" or "binary"))
        {
            error = $"the tag \"{(kind == tag ? tag : "!!" + kind)}\" has no meaning here";
            return null;
        }
        if (kind is not ("str" or "binary") && LooksSpecial(text))
        {
            if (isQuoted) return Value.String(text);
            if (FindWord(text) is { } word) return word;
            if (kind == "" && text is ".nan" or ".NaN" or ".NAN")
            {
                error = "numbers that are not a number (NaN) are not supported";
                return null;
            }
            kind = KindByLooks(text, kind);
        }
        var value = Interpret(text, kind);
        if (value is null) error = $"\"{text}\" is not of the type that the tag \"!!{kind}\" demands";
        return value;
    }

    /// <summary>The first character leaves open that it is more than a string.</summary>
    private static bool LooksSpecial(string text) => text.Length == 0 || text[0] is '+' or '-' or '.' or '~' or (>= '0' and <= '9')
        or 'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'o' or 'O';

    private static Value? FindWord(string text) => text switch
    {
        "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => Value.True,
        "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => Value.False,
        "" or "~" or "null" or "Null" or "NULL" => Value.DynamicNull,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => Value.Number(Number.PositiveInfinity),
        "-.inf" or "-.Inf" or "-.INF" => Value.Number(Number.NegativeInfinity),
        _ => null,
    };

    private static string KindByLooks(string text, string kind)
    {
        if (text[0] == '.') return Number.TryParse(text, out _) ? "float" : kind;
        if (text[0] is not ('+' or '-' or (>= '0' and <= '9'))) return kind;
        if (kind is "" or "timestamp" && TryParseTime(text) is not null) return "timestamp";
        if (IntegerPattern().IsMatch(text)) return "int";
        return FloatPattern().IsMatch(text) ? "float" : kind;
    }

    private static Value? Interpret(string text, string kind) => kind switch
    {
        "" or "str" => Value.String(text),
        "binary" => Base64.TryDecode(text, out _) ? Value.String(text) : null,
        "bool" => FindWord(text) as BoolValue,
        "int" or "float" => ParseNumber(text.Replace("_", "", StringComparison.Ordinal)) is { } number ? Value.Number(number) : null,
        "timestamp" => TryParseTime(text) is { } time ? Value.String(time.ToString()) : null,
        _ => Value.DynamicNull,
    };

    /// <summary>Decimal, or whole numbers of up to 64 bits with a prefix of another base.</summary>
    private static Number? ParseNumber(string text)
    {
        if (Number.TryParse(text, out var number)) return number;
        var negative = text.StartsWith('-');
        var digits = text.AsSpan(negative || text.StartsWith('+') ? 1 : 0);
        if (digits.Length < 3 || digits[0] != '0' || digits.Length > 66) return null;
        var bits = digits[1] switch
        {
            'x' or 'X' => 4,
            'o' or 'O' => 3,
            'b' or 'B' => 1,
            _ => 0,
        };
        var value = BigInteger.Zero;
        foreach (var c in digits[2..])
        {
            if (!char.IsAsciiHexDigit(c)) return null;
            var digit = int.Parse([c], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (digit >= 1 << bits) return null;
            value = (value << bits) + digit;
        }
        if (negative) value = -value;
        return bits > 0 && value >= long.MinValue && value <= ulong.MaxValue ? Number.FromBigInteger(value) : null;
    }

    private static Timestamp? TryParseTime(string text)
    {
        if (TimePattern().Match(text) is not { Success: true } match) return null;
        var (year, month, day) = (Part("year"), Part("month"), Part("day"));
        var (hour, minute, second) = (Part("hour"), Part("minute"), Part("second"));
        var offset = (Part("offsethour") * 60 + Part("offsetminute")) * 60;
        if (month is < 1 or > 12 || day < 1 || day > Timestamp.DaysIn(year, month)) return null;
        if (hour > 23 || minute > 59 || second > 59 || Part("offsethour") > 24 || Part("offsetminute") > 60) return null;
        return Timestamp.Of(year, month, day, (hour * 60 + minute) * 60 + second, 0, match.Groups["sign"].Value == "-" ? -offset : offset);

        int Part(string name) => match.Groups[name] is { Success: true, ValueSpan: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\A([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\z")]
    private static partial Regex IntegerPattern();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex FloatPattern();

    /// <summary>A date, with a time after T and an offset, or after a space and without one.</summary>
    [GeneratedRegex("""
        \A(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})
        (?:(?:[Tt](?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})(?:[.,][0-9]+)?(?:Z|(?<sign>[-+])(?<offsethour>[0-9]{2}):(?<offsetminute>[0-9]{2})))
        |(?:[ ](?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})(?:[.,][0-9]+)?))?\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex TimePattern();
}
