using System.Globalization;
using System.Numerics;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Collections.Network;

/// <summary>What the <c>ipaddr</c> filter can be asked of an address. False and None both mean no.</summary>
internal static class AddressQueries
{
    /// <param name="Network">The address or network.</param>
    /// <param name="IsNetwork">Whether a prefix was written.</param>
    /// <param name="Value">What was asked of, as written.</param>
    public sealed record Subject(IpNetwork Network, bool IsNetwork, object? Value);

    private const string NoNetwork = "Not a network address";

    public static bool IsKnown(string query) => Answers.ContainsKey(query);

    public static object? Answer(string query, Subject subject) => Answers[query](subject);

    private static readonly Dictionary<string, Func<Subject, object?>> Answers = new(StringComparer.Ordinal)
    {
        [""] = s => s.IsNetwork ? s.Network.ToString() : s.Network.Address,
        ["6to4"] = SixToFour,
        ["address"] = s => Ip(s.Network),
        ["address/prefix"] = s => AddressPrefix(s.Network),
        ["bool"] = _ => true,
        ["broadcast"] = s => s.Network.Size > 2 && s.Network.Broadcast is { } last ? s.Network.Written(last) : null,
        ["cidr"] = s => s.Network.ToString(),
        ["first_usable"] = s => Network(s).Usable is var (first, _) ? s.Network.Written(first) : null,
        ["gateway"] = s => AddressPrefix(s.Network),
        ["gw"] = s => AddressPrefix(s.Network),
        ["host"] = s => s.Network.Size.IsOne || IsHost(s.Network) ? s.Network.ToString() : null,
        ["host/prefix"] = s => AddressPrefix(s.Network),
        ["hostmask"] = s => s.Network.Written(s.Network.HostMask),
        ["hostnet"] = s => AddressPrefix(s.Network),
        ["int"] = s => s.IsNetwork ? string.Create(CultureInfo.InvariantCulture, $"{s.Network.Value}/{s.Network.Prefix}") : Integer(s.Network.Value),
        ["ip"] = s => Ip(s.Network),
        ["ip/prefix"] = s => s.Network.Size == 2 || (s.Network.Size > 1 && !IsNetworkAddress(s.Network)) ? s.Network.ToString() : null,
        ["ip_netmask"] = s => s.Network.Size == 2 || (s.Network.Size > 1 && !IsNetworkAddress(s.Network)) ? $"{s.Network.Address} {s.Network.Written(s.Network.NetMask)}" : null,
        ["ipv4"] = ToVersion4,
        ["ipv6"] = ToVersion6,
        ["last_usable"] = s => Network(s).Usable is var (_, last) ? s.Network.Written(last) : null,
        ["link-local"] = s => Bare(s.Network).IsIn("169.254.0.0/16", "fe80::/10") ? s.Value : null,
        ["lo"] = s => Bare(s.Network).IsIn("127.0.0.0/8", "::1") ? s.Value : null,
        ["loopback"] = s => Bare(s.Network).IsIn("127.0.0.0/8", "::1") ? s.Value : null,
        ["multicast"] = s => s.Network.IsIn("224.0.0.0/4", "ff00::/8") ? s.Value : null,
        ["net"] = s => s.Network.Size > 1 && IsNetworkAddress(s.Network) ? s.Network.ToString() : null,
        ["next_usable"] = s => Neighbour(s, 1),
        ["netmask"] = s => s.Network.Written(s.Network.NetMask),
        ["network"] = s => s.Network.Written(s.Network.First),
        ["network_id"] = s => s.Network.Written(s.Network.First),
        ["network/prefix"] = s => s.Network.Cidr.ToString(),
        ["network_netmask"] = s => $"{s.Network.Written(s.Network.First)} {s.Network.Written(s.Network.NetMask)}",
        ["network_wildcard"] = s => $"{s.Network.Written(s.Network.First)} {s.Network.Written(s.Network.HostMask)}",
        ["peer"] = Peer,
        ["prefix"] = s => (long)s.Network.Prefix,
        ["previous_usable"] = s => Neighbour(s, -1),
        ["private"] = s => IsPrivate(s.Network) ? s.Value : null,
        ["public"] = s => IsPublic(Bare(s.Network)) ? s.Value : null,
        ["range_usable"] = s => Network(s).Usable is var (first, last) ? $"{s.Network.Written(first)}-{s.Network.Written(last)}" : null,
        ["revdns"] = s => ReverseName(s.Network),
        ["router"] = s => AddressPrefix(s.Network),
        ["size"] = s => PyInteger.Box(s.Network.Size),
        ["size_usable"] = s => PyInteger.Box(s.Network.Size.IsOne ? 0 : s.Network.Size == 2 ? 2 : s.Network.Size - 2),
        ["subnet"] = s => s.Network.Cidr.ToString(),
        ["type"] = s => s.Network.Size.IsOne || !IsNetworkAddress(s.Network) ? "address" : "network",
        ["unicast"] = s => s.Network.IsIn("224.0.0.0/4", "ff00::/8") ? null : s.Value,
        ["v4"] = ToVersion4,
        ["v6"] = ToVersion6,
        ["version"] = s => (long)s.Network.Version,
        ["wildcard"] = s => s.Network.Written(s.Network.HostMask),
        ["wrap"] = Wrap,
    };

    private static object Integer(UInt128 value) => PyInteger.Box((BigInteger)value);

    private static IpNetwork Bare(IpNetwork network) => network with { Prefix = network.Width };

    private static bool IsNetworkAddress(IpNetwork network) => network.Value == network.First;

    private static bool IsHost(IpNetwork network) => !IsNetworkAddress(network) || network.Broadcast is null;

    // Questions about the hosts of a network make no sense of a bare address.
    private static IpNetwork Network(Subject subject) => subject.IsNetwork ? subject.Network : throw TemplatingException.Filter(NoNetwork);

    private static string? Ip(IpNetwork network) => network.Size.IsOne || IsHost(network) || network.Version == 6 ? network.Address : null;

    private static object AddressPrefix(IpNetwork network) =>
        network.Size > 2 && (network.Value == network.First || network.Value == network.Broadcast) ? PyBoolean.False : network.ToString();

    private static bool IsPrivate(IpNetwork network) => network.IsIn(
        "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "239.0.0.0/8", "169.254.0.0/16", "fc00::/7", "fec0::/10", "fe80::/10");

    private static bool IsPublic(IpNetwork address)
    {
        if (address.IsIn("224.0.0.0/4", "ff00::/8", "127.0.0.0/8", "::1") || IsPrivate(address)) return false;
        var highest = address.Version == 4 ? uint.MaxValue : UInt128.MaxValue;
        return !IsPowerOfTwoOrZero((BigInteger)(address.Value ^ highest) + 1) && !IsPowerOfTwoOrZero((BigInteger)address.Value + 1);
    }

    private static bool IsPowerOfTwoOrZero(BigInteger value) => (value & (value - 1)).IsZero;

    private static object? SixToFour(Subject subject)
    {
        var network = subject.Network;
        if (network.Version == 6) return (!subject.IsNetwork || !IsNetworkAddress(network)) && Bare(network).IsIn("2002::/16") ? subject.Value : PyBoolean.False;
        if (network.Size > 1 && IsNetworkAddress(network)) return PyBoolean.False;
        var address = Bare(network);
        if (!IsPublic(address) && !IsPrivate(address)) return PyBoolean.False;
        return string.Create(CultureInfo.InvariantCulture, $"2002:{(uint)network.Value >> 16:x4}:{(uint)network.Value & 0xffff:x4}::1/48");
    }

    private static object? ToVersion4(Subject subject)
    {
        var network = subject.Network;
        if (network.Version == 4) return subject.Value;
        var mapped = (UInt128)0xffff << 32;
        var value = network.Value <= uint.MaxValue ? network.Value : network.Value >= mapped && network.Value <= (mapped | uint.MaxValue) ? network.Value - mapped : (UInt128?)null;
        return value is { } found && network.Prefix >= 96 ? new IpNetwork(found, 4, network.Prefix - 96).ToString() : PyBoolean.False;
    }

    private static object? ToVersion6(Subject subject) =>
        subject.Network.Version == 6 ? subject.Value : new IpNetwork(((UInt128)0xffff << 32) | subject.Network.Value, 6, subject.Network.Prefix + 96).ToString();

    private static string? Neighbour(Subject subject, int step)
    {
        var network = Network(subject);
        if (network.Usable is not var (first, last)) return null;
        var next = (BigInteger)network.Value + step;
        return next >= first && next <= last ? network.Written((UInt128)next) : null;
    }

    private static string Peer(Subject subject)
    {
        var network = Network(subject);
        if (network.Size == 2) return network.Written(network.Value ^ 1);
        if (network.Size != 4) throw TemplatingException.Filter("Not a point-to-point network");
        return (int)(network.Value % 4) switch
        {
            0 => throw TemplatingException.Filter("Network address of /30 has no peer"),
            3 => throw TemplatingException.Filter("Broadcast address of /30 has no peer"),
            _ => network.Written(network.Value ^ 3),
        };
    }

    private static string ReverseName(IpNetwork network)
    {
        if (network.Version == 4) return string.Join('.', network.Address.Split('.').Reverse()) + ".in-addr.arpa.";
        var digits = network.Value.ToString("x32", CultureInfo.InvariantCulture);
        return string.Join('.', digits.Reverse()) + ".ip6.arpa.";
    }

    private static object? Wrap(Subject subject)
    {
        if (subject.Network.Version == 4) return subject.Value;
        return subject.IsNetwork ? string.Create(CultureInfo.InvariantCulture, $"[{subject.Network.Address}]/{subject.Network.Prefix}") : $"[{subject.Network.Address}]";
    }
}
