using System.Globalization;
using System.Numerics;

namespace Plumb.Engine.Functions.Network;

/// <summary>A network written as "10.0.0.0/8": its first address, how many bits addresses have, how many of them are fixed.</summary>
internal readonly record struct IpNetwork(UInt128 Address, int Width, int PrefixLength)
{
    private const int MappedPrefix = 96;

    /// <summary>An IPv4 address inside IPv6, ::ffff:a.b.c.d, which prints as IPv4.</summary>
    internal bool IsMapped => Width == 128 && Address >> 32 == 0xFFFF;

    internal bool IsV4 => Width == 32 || IsMapped;

    internal UInt128 Last => Address | (~Mask(PrefixLength, Width) & All(Width));

    /// <summary>An address with its prefix's length; bits after the prefix are dropped.</summary>
    internal static bool TryParse(string text, out IpNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/');
        if (slash < 0 || !TryParseAddress(text.AsSpan(0, slash), out var host)) return false;
        if (!IpAddressText.TryDecimal(text.AsSpan(slash + 1), host.Width, out var length)) return false;
        network = new IpNetwork(host.Address & Mask(length, host.Width), host.Width, length);
        return true;
    }

    /// <summary>An address alone, as the network that holds nothing else.</summary>
    internal static bool TryParseAddress(ReadOnlySpan<char> text, out IpNetwork network)
    {
        var width = IpAddressText.TryParseV4(text, out var address) ? 32 : IpAddressText.TryParseV6(text, out address) ? 128 : 0;
        network = new IpNetwork(address, width, width);
        return width > 0;
    }

    internal static UInt128 Mask(int length, int width) => length == 0 ? 0 : All(width) ^ (length == width ? 0 : All(width - length));

    /// <summary>
    /// Puts a number into the bits before <paramref name="end"/>. Negative numbers do what they do in the peer: the
    /// magnitude of the two's complement result is taken, which is of little use but what plans depend on.
    /// </summary>
    internal bool TryInsert(BigInteger number, int end, out UInt128 address)
    {
        var inserted = BigInteger.Abs((BigInteger)Address | number << (Width - end));
        var fits = inserted <= (BigInteger)All(Width);
        address = fits ? (UInt128)inserted : 0;
        return fits;
    }

    /// <summary>The IPv4 network that a mapped one stands for; any other as it is.</summary>
    internal IpNetwork Unmapped() => IsMapped ? new IpNetwork(Address & uint.MaxValue, 32, Math.Max(0, PrefixLength - MappedPrefix)) : this;

    internal bool Contains(UInt128 address) => ((address ^ Address) & Mask(PrefixLength, Width)) == 0;

    internal static string WriteAddress(UInt128 address, int width) =>
        new IpNetwork(address, width, width).IsV4 ? IpAddressText.WriteV4(address) : IpAddressText.WriteV6(address);

    public override string ToString()
    {
        var plain = Unmapped();
        return string.Create(CultureInfo.InvariantCulture, $"{WriteAddress(plain.Address, plain.Width)}/{plain.PrefixLength}");
    }

    internal static UInt128 All(int bits) => bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
}
