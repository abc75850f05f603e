using System.Globalization;
using System.Numerics;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Collections.Network;

/// <summary>The <c>ipsubnet</c> filter: the subnets of a network, the networks above an address, and places among them.</summary>
internal static class Subnets
{
    public static object? Apply(object? value, string query, object? index)
    {
        if (AddressFilter.Read(value)?.Network is not { } given) return PyBoolean.False;
        var network = given.Cidr;
        var isAddress = network.Size.IsOne;
        if (query.Length == 0) return network.ToString();
        if (!query.All(char.IsAsciiDigit)) return Position(network, query);
        if (!int.TryParse(query, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > network.Width) return PyBoolean.False;

        if (index is null) return isAddress ? (network with { Prefix = prefix }).Cidr.ToString() : Count(network, prefix);
        var place = index is string text ? BigInteger.Parse(text, CultureInfo.InvariantCulture) : Filters.FilterCall.Integer(index);
        return isAddress ? Above(network, prefix, place) : Below(network, prefix, place);
    }

    private static string Count(IpNetwork network, int prefix) => prefix >= network.Prefix
        ? BigInteger.Pow(2, prefix - network.Prefix).ToString(CultureInfo.InvariantCulture)
        : throw TemplatingException.Filter($"Requested subnet size of {prefix} is invalid");

    // The networks that an address is in, from the wanted prefix down to it.
    private static object Above(IpNetwork address, int prefix, BigInteger place)
    {
        if (place > address.Width + 1 - place || place < prefix - address.Width) return PyBoolean.False;
        var count = address.Width - prefix;
        var at = place.Sign < 0 ? place + count : place;
        return at.Sign >= 0 && at < count ? (address with { Prefix = prefix + (int)at }).Cidr.ToString() : throw new Jinja.JinjaException("IndexError", "list index out of range");
    }

    private static object Below(IpNetwork network, int prefix, BigInteger place)
    {
        var count = prefix >= network.Prefix ? BigInteger.Pow(2, prefix - network.Prefix) : BigInteger.Zero;
        if (place.Sign < 0) place += count;
        if (place.Sign < 0 || place >= count) return PyBoolean.False;
        return (network with { Value = (UInt128)((BigInteger)network.First + (place << (network.Width - prefix))), Prefix = prefix }).ToString();
    }

    /// <summary>Which subnet of another network this is, counted from one.</summary>
    private static string Position(IpNetwork network, string query)
    {
        var outer = AddressFilter.Read(query)?.Network ?? throw TemplatingException.Filter($"You must pass a valid subnet or IP address; {query} is invalid");
        var shift = network.Width - outer.Prefix;
        if (Shifted(network.Value, shift) != Shifted(outer.Value, shift)) throw TemplatingException.Filter($"{network} is not in the subnet {outer.Cidr}");
        var within = network.Value & outer.HostMask;
        return ((BigInteger)Shifted(within, network.Width - network.Prefix) + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static UInt128 Shifted(UInt128 value, int bits) => bits >= 128 ? 0 : value >> bits;
}
