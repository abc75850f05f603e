using System.Globalization;
using System.Numerics;
using System.Text;
using Plumb.Core.Numerics;

namespace Plumb.Engine.Functions.Strings.Formatting;

/// <summary>Numbers as Go's <c>fmt</c> prints its big integers and floats.</summary>
internal static class NumberFormats
{
    private const int DefaultPrecision = 6;

    /// <summary>As %g without a precision: the shortest digits, with an exponent where the number is small or large.</summary>
    internal static string General(Number number)
    {
        if (number.IsInfinity) return number.Sign < 0 ? "-Inf" : "+Inf";
        return (number.IsNegative ? "-" : "") + General(DecimalDigits.Shortest(number), null, 'e');
    }

    /// <summary>For b, d, o, x and X; the number is whole.</summary>
    internal static string Integer(FormatVerb verb, BigInteger number)
    {
        var sign = number.Sign < 0 ? "-" : verb.Plus ? "+" : verb.Space ? " " : "";
        var digits = Digits(BigInteger.Abs(number), verb.Letter);
        if (verb.Precision == 0 && number.IsZero) return "";
        var prefix = verb.Sharp ? PrefixOf(verb.Letter) : "";
        var zeros = Math.Max(0, (verb.Precision ?? 0) - digits.Length);
        var missing = Math.Max(0, (verb.Width ?? 0) - sign.Length - prefix.Length - zeros - digits.Length);
        var (left, right) = (0, 0);
        if (verb.Minus) right = missing;
        else if (verb.Zero && verb.Precision is null) zeros += missing;
        else left = missing;
        return $"{Repeat(' ', left)}{sign}{prefix}{Repeat('0', zeros)}{digits}{Repeat(' ', right)}";
    }

    /// <summary>For e, E, f, g and G; null where the number has too many digits to be written so.</summary>
    internal static string? Float(FormatVerb verb, Number number)
    {
        string? body = "Inf";
        if (!number.IsInfinity) body = FloatBody(verb, number);
        if (body is null) return null;
        var sign = number.IsNegative ? "-" : verb.Plus ? "+" : verb.Space ? " " : number.IsInfinity ? "+" : "";
        var missing = Math.Max(0, (verb.Width ?? 0) - sign.Length - body.Length);
        if (verb.Zero && !number.IsInfinity) return sign + Repeat('0', missing) + body;
        return verb.Minus ? sign + body + Repeat(' ', missing) : Repeat(' ', missing) + sign + body;
    }

    private static string? FloatBody(FormatVerb verb, Number number)
    {
        if (verb.Letter is 'g' or 'G' && verb.Precision is null) return General(DecimalDigits.Shortest(number), null, ExponentLetter(verb.Letter));
        if (DecimalDigits.Exact(number) is not { } digits) return null;
        var precision = verb.Precision ?? DefaultPrecision;
        return verb.Letter switch
        {
            'f' => Fixed(digits.RoundTo(digits.Point + precision), precision),
            'g' or 'G' => General(digits.RoundTo(Math.Max(1, precision)), Math.Max(1, precision), ExponentLetter(verb.Letter)),
            _ => Scientific(digits.RoundTo(1 + precision), precision, verb.Letter),
        };
    }

    private static char ExponentLetter(char verb) => verb == 'G' ? 'E' : 'e';

    private static string General(DecimalDigits number, int? precision, char exponentLetter)
    {
        var digits = number.Digits.Length;
        var largest = precision ?? DefaultPrecision;
        if (precision is not null && largest > digits && digits >= number.Point) largest = digits;
        var exponent = number.Point - 1;
        if (exponent < -4 || exponent >= largest) return Scientific(number, Math.Min(precision ?? digits, digits) - 1, exponentLetter);
        return Fixed(number, Math.Max(0, digits - number.Point));
    }

    private static string Fixed(DecimalDigits number, int precision)
    {
        var text = new StringBuilder();
        if (number.Point <= 0) text.Append('0');
        for (var i = 0; i < number.Point; i++) text.Append(number.At(i));
        if (precision > 0) text.Append('.');
        for (var i = 0; i < precision; i++) text.Append(number.At(number.Point + i));
        return text.ToString();
    }

    private static string Scientific(DecimalDigits number, int precision, char letter)
    {
        var text = new StringBuilder().Append(number.At(0));
        if (precision > 0) text.Append('.');
        for (var i = 1; i <= precision; i++) text.Append(number.At(i));
        var exponent = number.Digits.Length == 0 ? 0 : number.Point - 1;
        text.Append(letter).Append(exponent < 0 ? '-' : '+');
        return text.Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)).ToString();
    }

    private static string Digits(BigInteger magnitude, char letter) => letter switch
    {
        'b' => NonEmpty(magnitude.ToString("B", CultureInfo.InvariantCulture)),
        'o' => Octal(magnitude),
        'x' => NonEmpty(magnitude.ToString("x", CultureInfo.InvariantCulture)),
        'X' => NonEmpty(magnitude.ToString("X", CultureInfo.InvariantCulture)),
        _ => magnitude.ToString(CultureInfo.InvariantCulture),
    };

    private static string Octal(BigInteger magnitude)
    {
        var bits = magnitude.ToString("B", CultureInfo.InvariantCulture);
        bits = bits.PadLeft((bits.Length + 2) / 3 * 3, '0');
        return NonEmpty(string.Concat(bits.Chunk(3).Select(static c => (char)('0' + (c[0] - '0') * 4 + (c[1] - '0') * 2 + (c[2] - '0')))));
    }

    /// <summary>The platform puts a zero before a digit whose bit would read as a sign.</summary>
    private static string NonEmpty(string digits) => digits.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0";

    private static string PrefixOf(char letter) => letter switch
    {
        'b' => "0b",
        'o' => "0",
        'x' => "0x",
        'X' => "0X",
        _ => "",
    };

    private static string Repeat(char c, int count) => new(c, count);
}
