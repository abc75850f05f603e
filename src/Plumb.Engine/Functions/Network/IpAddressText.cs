using System.Buffers;
using System.Globalization;
using System.Text;

namespace Plumb.Engine.Functions.Network;

/// <summary>
/// Reads and writes addresses as the peer does. Reading is more lenient than the framework's: leading zeros are allowed
/// and mean nothing ("010.0.0.1" is 10.0.0.1), because configurations rely on it. Writing IPv6 follows RFC 5952.
/// </summary>
internal static class IpAddressText
{
    private const int Groups = 8;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    internal static bool TryParseV4(ReadOnlySpan<char> text, out UInt128 address)
    {
        address = 0;
        for (var part = 0; part < 4; part++)
        {
            var end = part < 3 ? text.IndexOf('.') : text.Length;
            if (end < 0 || !TryDecimal(text[..end], 255, out var number)) return false;
            address = address << 8 | (UInt128)number;
            text = text[Math.Min(end + 1, text.Length)..];
        }
        return true;
    }

    internal static bool TryParseV6(ReadOnlySpan<char> text, out UInt128 address)
    {
        address = 0;
        Span<ushort> groups = stackalloc ushort[Groups];
        int count = 0, gap = -1;
        if (text.StartsWith("::", StringComparison.Ordinal))
        {
            gap = 0;
            text = text[2..];
        }
        while (!text.IsEmpty && count < Groups)
        {
            var length = text.IndexOfAnyExcept(HexDigits);
            if (length < 0) length = text.Length;
            if (length < text.Length && text[length] == '.')
            {
                // Dotted decimals may end the address, where exactly the last two groups are left to fill.
                if (count > Groups - 2 || (gap < 0 && count != Groups - 2) || !TryParseV4(text, out var tail)) return false;
                groups[count++] = (ushort)(tail >> 16);
                groups[count++] = (ushort)(tail & 0xFFFF);
                text = [];
                break;
            }
            if (!TryHexadecimal(text[..length], out groups[count])) return false;
            count++;
            text = text[length..];
            if (text.IsEmpty) break;
            if (text[0] != ':' || text.Length == 1) return false;
            text = text[1..];
            if (text[0] != ':') continue;
            if (gap >= 0) return false;
            gap = count;
            text = text[1..];
        }
        // Without a gap all groups are there; a gap stands for at least one.
        if (!text.IsEmpty || (gap < 0 ? count != Groups : count == Groups)) return false;

        for (var i = 0; i < Groups; i++)
        {
            var source = gap < 0 || i < gap ? i : i - (Groups - count);
            var group = gap >= 0 && i >= gap && source < gap ? (ushort)0 : groups[source];
            address = address << 16 | group;
        }
        return true;
    }

    internal static string WriteV4(UInt128 address) =>
        string.Create(CultureInfo.InvariantCulture, $"{(byte)(address >> 24)}.{(byte)(address >> 16)}.{(byte)(address >> 8)}.{(byte)address}");

    /// <summary>Shortens the longest run of at least two zero groups, the first among equals.</summary>
    internal static string WriteV6(UInt128 address)
    {
        Span<ushort> groups = stackalloc ushort[Groups];
        for (var i = 0; i < Groups; i++) groups[i] = (ushort)(address >> (16 * (Groups - 1 - i)));
        var (start, length) = LongestZeroRun(groups);

        var text = new StringBuilder(39);
        for (var i = 0; i < Groups; i++)
        {
            if (i == start)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }
            if (i > 0 && i != start + length) text.Append(':');
            text.Append(groups[i].ToString("x", CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }

    /// <summary>Digits alone, up to a limit.</summary>
    internal static bool TryDecimal(ReadOnlySpan<char> text, int limit, out int number)
    {
        number = 0;
        if (text.IsEmpty) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
            number = number * 10 + (c - '0');
            if (number > limit) return false;
        }
        return true;
    }

    private static bool TryHexadecimal(ReadOnlySpan<char> text, out ushort group)
    {
        var digits = text.TrimStart('0');
        group = 0;
        return !text.IsEmpty && (digits.IsEmpty || (digits.Length <= 4 && ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out group)));
    }

    private static (int Start, int Length) LongestZeroRun(ReadOnlySpan<ushort> groups)
    {
        int start = -1, length = 1;
        for (var i = 0; i < groups.Length; i++)
        {
            var run = groups[i..].IndexOfAnyExcept((ushort)0);
            if (run < 0) run = groups.Length - i;
            if (run > length) (start, length) = (i, run);
            i += run;
        }
        return (start, start < 0 ? 0 : length);
    }
}
