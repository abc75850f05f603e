using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Templating.Collections.Network;

/// <summary>The address of a network card, of 48 bits or 64, in any of the forms it is written in.</summary>
internal sealed partial record HardwareAddress(ulong Value, int Width)
{
    public static HardwareAddress? Parse(object? value)
    {
        if (value is long number) return number is >= 0 and <= 0xffffffffffff ? new((ulong)number, 48) : number > 0 ? new((ulong)number, 64) : null;
        if (value is not string text) return null;
        foreach (var width in new[] { 48, 64 })
        {
            if (Of(text, width) is { } found) return found;
        }

        return null;
    }

    /// <summary>The address in the way of a system, or null where there is no such way.</summary>
    public string? Write(string dialect) => dialect switch
    {
        "bare" => Value.ToString(Width == 48 ? "X12" : "X16", CultureInfo.InvariantCulture),
        "cisco" => Words(16, "x4", "."),
        "linux" => Words(8, "x2", ":"),
        "unix" => Words(8, "x", ":"),
        "pgsql" or "postgresql" or "psql" => Words(Width == 48 ? 24 : 16, Width == 48 ? "x6" : "x4", ":"),
        "eui48" or "win" => Words(8, "X2", "-"),
        _ => null,
    };

    /// <summary>The lower half of an IPv6 address that a host with this card gives itself (RFC 4291, appendix A).</summary>
    public ulong InterfaceId
    {
        get
        {
            var wide = Width == 64 ? Value : ((Value >> 24) << 40) | 0xfffe000000 | (Value & 0xffffff);
            return wide ^ 0x0200000000000000;
        }
    }

    public override string ToString() => Words(8, "X2", "-");

    private string Words(int bits, string format, string separator)
    {
        var mask = (1UL << bits) - 1;
        return string.Join(separator, Enumerable.Range(0, Width / bits).Select(i => ((Value >> (Width - (bits * (i + 1)))) & mask).ToString(format, CultureInfo.InvariantCulture)));
    }

    private static HardwareAddress? Of(string text, int width)
    {
        var parts = Separators().Split(text);
        if (parts.Any(p => p.Length == 0 || !p.All(char.IsAsciiHexDigit)) || (parts.Length > 1 && !OneSeparator().IsMatch(text))) return null;
        var bits = width / parts.Length;
        var digits = bits / 4;
        var fits = parts.Length switch
        {
            1 => text.Length == digits || text.Length == digits - 1,
            2 => width == 48 && parts.All(p => p.Length is 5 or 6),
            _ => (width, parts.Length) is (48, 3 or 6) or (64, 4 or 8) && parts.All(p => p.Length <= digits),
        };
        if (!fits) return null;
        var value = parts.Aggregate(0UL, (sum, part) => (bits == 64 ? 0 : sum << bits) | ulong.Parse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return new HardwareAddress(value, width);
    }

    [GeneratedRegex("[-:.]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\A[^-:.]*([-:.])(?:[^-:.]*\1)*[^-:.]*\z")]
    private static partial Regex OneSeparator();
}
