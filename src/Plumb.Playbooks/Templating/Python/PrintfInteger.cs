using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Writes one integer by a format of Python's <c>%</c> operator.</summary>
internal static partial class PrintfInteger
{
    private const int Widest = 10_000;

    /// <summary>The text, or null where the format does not fit an integer.</summary>
    public static string? Format(string format, BigInteger number)
    {
        var match = Directive().Match(format);
        if (!match.Success) return null;
        var flags = match.Groups[1].Value;
        var width = Number(match.Groups[2].Value);
        var precision = match.Groups[3].Success ? Number(match.Groups[3].Value) : -1;
        if (width > Widest || precision > Widest) return null;
        if (Body(match.Groups[4].Value[0], number, precision, flags.Contains('#', StringComparison.Ordinal)) is not var (sign, prefix, body)) return null;

        if (sign.Length == 0 && flags.Contains('+', StringComparison.Ordinal)) sign = "+";
        else if (sign.Length == 0 && flags.Contains(' ', StringComparison.Ordinal)) sign = " ";
        var text = sign + prefix + body;
        if (flags.Contains('-', StringComparison.Ordinal)) text = text.PadRight(width);
        else if (flags.Contains('0', StringComparison.Ordinal)) text = sign + prefix + body.PadLeft(width - sign.Length - prefix.Length, '0');
        else text = text.PadLeft(width);
        return format[..match.Index] + text + format[(match.Index + match.Length)..];
    }

    private static (string Sign, string Prefix, string Body)? Body(char letter, BigInteger number, int precision, bool alternate)
    {
        var sign = number.Sign < 0 ? "-" : "";
        var size = BigInteger.Abs(number);
        return letter switch
        {
            'd' or 'i' or 'u' => (sign, "", Digits(PyInteger.Format(size))),
            'x' => (sign, alternate ? "0x" : "", Digits(InBase(size, 16))),
            'X' => (sign, alternate ? "0X" : "", Digits(InBase(size, 16).ToUpperInvariant())),
            'o' => (sign, alternate ? "0o" : "", Digits(InBase(size, 8))),
            's' or 'r' or 'a' => ("", "", Cut(PyInteger.Format(number))),
            'f' or 'F' => (sign, "", ((double)size).ToString($"F{(precision < 0 ? 6 : precision)}", CultureInfo.InvariantCulture)),
            'c' when number.Sign >= 0 && number < 0x110000 => ("", "", char.ConvertFromUtf32((int)number)),
            _ => null,
        };

        string Digits(string text) => text.PadLeft(Math.Max(precision, 0), '0');

        string Cut(string text) => precision >= 0 && precision < text.Length ? text[..precision] : text;
    }

    private static string InBase(BigInteger number, int radix)
    {
        if (number.IsZero) return "0";
        var digits = "";
        for (; !number.IsZero; number /= radix) digits = "0123456789abcdef"[(int)(number % radix)] + digits;
        return digits;
    }

    private static int Number(string digits) => digits.Length == 0 ? 0 : digits.Length > 6 ? int.MaxValue : int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"%([-+ #0]*)([0-9]*)(?:\.([0-9]*))?[hlL]?([a-zA-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}
