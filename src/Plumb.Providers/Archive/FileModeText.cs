using System.Globalization;

namespace Plumb.Providers.Archive;

/// <summary>A number as program source has it: octal after 0 or 0o, hexadecimal after 0x, binary after 0b, otherwise decimal; underscores may separate digits.</summary>
internal static class FileModeText
{
    public static bool TryParse(string text, out int mode)
    {
        var (digits, radix) = text.ToLowerInvariant() switch
        {
            ['0', 'x', .. var rest] => (rest, 16),
            ['0', 'o', .. var rest] => (rest, 8),
            ['0', 'b', .. var rest] => (rest, 2),
            ['0', .. { Length: > 0 } rest] => (rest, 8),
            var rest => (rest, 10),
        };
        var total = 0L;
        var isNumber = digits.Length > 0 && digits[^1] != '_' && !digits.Contains("__", StringComparison.Ordinal) && (radix != 10 || digits[0] != '_');
        foreach (var digit in digits.Where(d => d != '_'))
        {
            var value = char.IsAsciiHexDigit(digit) ? int.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : radix;
            isNumber &= value < radix;
            total = Math.Min(total * radix + value, 1L << 32);
        }
        mode = (int)Math.Min(total, int.MaxValue);
        return isNumber && total <= int.MaxValue;
    }
}
