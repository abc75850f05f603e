using System.Globalization;
using System.Numerics;

namespace Plumb.Playbooks.Templating.Collections.Network;

/// <summary>An address with a prefix: a network, a host in it, or with the longest prefix a bare address.</summary>
/// <param name="Value">The address as a number.</param>
/// <param name="Version">4 or 6.</param>
/// <param name="Prefix">How many bits name the network.</param>
internal sealed record IpNetwork(UInt128 Value, int Version, int Prefix)
{
    public int Width => Version == 4 ? 32 : 128;

    // A shift by the whole width would be none.
    public UInt128 HostMask => Prefix == Width ? 0 : Highest >> Prefix;

    public UInt128 NetMask => Highest ^ HostMask;

    public UInt128 First => Value & NetMask;

    public UInt128 Last => Value | HostMask;

    public BigInteger Size => (BigInteger)HostMask + 1;

    public string Address => IpAddressText.Write(Value, Version);

    /// <summary>The last address of a network, which is for all in it; networks of one or two addresses of version 4 have none.</summary>
    public UInt128? Broadcast => Version == 4 && Width - Prefix <= 1 ? null : Last;

    public IpNetwork Cidr => this with { Value = First };

    private UInt128 Highest => Version == 4 ? uint.MaxValue : UInt128.MaxValue;

    public static IpNetwork? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        if (!IpAddressText.TryParse(address, out var value, out var version) && !TryPartial(address, out value, out version)) return null;
        var bare = new IpNetwork(value, version, version == 4 ? 32 : 128);
        if (slash < 0) return bare;
        return bare.PrefixOf(text[(slash + 1)..]) is { } prefix ? bare with { Prefix = prefix } : null;
    }

    /// <summary>The network of a number, if it fits the version.</summary>
    public static IpNetwork? Of(BigInteger value, int version, int prefix)
    {
        var network = new IpNetwork(0, version, prefix);
        if (value.Sign < 0 || value > network.Highest || prefix < 0 || prefix > network.Width) return null;
        return network with { Value = (UInt128)value };
    }

    public string Written(UInt128 address) => IpAddressText.Write(address, Version);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{Prefix}");

    public bool IsIn(IpNetwork other) => Version == other.Version && First >= other.First && Last <= other.Last;

    public bool IsIn(params ReadOnlySpan<string> networks)
    {
        foreach (var network in networks)
        {
            if (Parse(network) is { } other && IsIn(other)) return true;
        }

        return false;
    }

    /// <summary>The address at a place, counted from the end below zero; null outside of the network.</summary>
    public UInt128? At(BigInteger place)
    {
        if (place < -Size || place >= Size) return null;
        return (UInt128)((place.Sign < 0 ? (BigInteger)Last + 1 : (BigInteger)First) + place);
    }

    /// <summary>The first and last address that a host may have, or null of a single address.</summary>
    public (UInt128 First, UInt128 Last)? Usable => Size.IsOne ? null : Size == 2 ? (First, Last) : (First + 1, Last - 1);

    private int? PrefixOf(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)) return prefix <= Width ? prefix : null;
        if (!IpAddressText.TryParse(text, out var mask, out var version) || version != Version) return null;
        for (prefix = 0; prefix <= Width; prefix++)
        {
            var candidate = this with { Prefix = prefix };
            if (candidate.NetMask == mask || candidate.HostMask == mask) return prefix;
        }

        return null;
    }

    // 10.1 stands for 10.1.0.0.
    private static bool TryPartial(string text, out UInt128 value, out int version)
    {
        (value, version) = (0, 4);
        var parts = text.Split('.');
        if (parts.Length > 4) return false;
        foreach (var part in parts)
        {
            if (!byte.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
            value = (value << 8) | number;
        }

        value <<= 8 * (4 - parts.Length);
        return true;
    }
}
