using System.Globalization;
using System.Numerics;
using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;

namespace Plumb.Playbooks.Templating.Collections.Network;

/// <summary>The filters of addresses and networks of <c>ansible.utils</c>.</summary>
internal static class NetworkFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        FilterDefinition.Filter("ipaddr", "query='', version=None, alias='ipaddr'", call => AddressFilter.Apply(Accepted(call.Value, "ipaddr"), Query(call, 0), call[1] is null ? 0 : call.Count(1), call.TextOf(2))),
        FilterDefinition.Filter("ipv4", "query=''", call => AddressFilter.Apply(Accepted(call.Value, "ipv4"), Query(call, 0), 4, "ipv4")),
        FilterDefinition.Filter("ipv6", "query=''", call => AddressFilter.Apply(Accepted(call.Value, "ipv6"), Query(call, 0), 6, "ipv6")),
        FilterDefinition.Filter("ipwrap", "query=''", call => Wrap(call.Value, Query(call, 0))),
        FilterDefinition.Filter("ipmath", "amount", Add),
        FilterDefinition.Filter("ipsubnet", "query='', index=None", call => Subnets.Apply(call.Value, Query(call, 0), call[1])),
        FilterDefinition.Filter("nthhost", "query=''", call => Nth(call.Value, call[0])),
        FilterDefinition.Filter("next_nth_usable", "offset", call => Usable(call, 1)),
        FilterDefinition.Filter("previous_nth_usable", "offset", call => Usable(call, -1)),
        FilterDefinition.Filter("network_in_network", "test", call => Bounds(call[0]).IsIn(Bounds(call.Value))),
        FilterDefinition.Filter("network_in_usable", "test", call => Bounds(call[0]).IsIn(UsableBounds(call.Value))),
        FilterDefinition.Filter("reduce_on_network", "network", call => new PyList(PyValues.Iterate(call.Value).Where(item => Bounds(item).IsIn(Bounds(call[0]))))),
        FilterDefinition.Filter("slaac", "query=''", Slaac),
        FilterDefinition.Filter("hwaddr", "query='', alias='hwaddr'", call => Hardware(call.Value, call.TextOf(0), call.TextOf(1))),
        FilterDefinition.Filter("macaddr", "query=''", call => Hardware(call.Value, call.TextOf(0), "macaddr")),
        FilterDefinition.Filter("cidr_merge", "action='merge'", call => CidrMerge.Apply(call.Value, call.TextOf(0))),
        FilterDefinition.Filter("ip4_hex", "delimiter=''", call => string.Join(call.TextOf(0), call.Text.Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture).ToString("x2", CultureInfo.InvariantCulture)))),
        FilterDefinition.Filter("usable_range", "", UsableRange),
    ];

    private static string Query(FilterCall call, int index) => call[index] is null ? "" : call.TextOf(index);

    private static object? Accepted(object? value, string filter) => value switch
    {
        Undefined undefined => throw undefined.Fault(),
        string or Markup or PyList or bool or long or BigInteger => value,
        _ => throw TemplatingException.Filter($"Unrecognized type <<class '{PyTypes.FullNameOf(value)}'>> for {filter} filter <value>"),
    };

    private static object? Wrap(object? value, string query)
    {
        if (value is PyList or PyTuple or PyIterator) return new PyList(PyValues.Iterate(value).Select(item => PyValues.Truth(AddressFilter.Apply(item, query)) ? AddressFilter.Apply(item, "wrap") : item));
        var found = AddressFilter.Apply(value, query, alias: "ipwrap");
        return PyValues.Truth(found) ? AddressFilter.Apply(found, "wrap") : value;
    }

    private static string Add(FilterCall call)
    {
        var network = IpNetwork.Parse(call.Text) ?? throw TemplatingException.Filter($"You must pass a valid IP address; {call.Text} is invalid");
        if (!PyInteger.TryGet(call[0], out BigInteger amount)) throw TemplatingException.Filter($"You must pass an integer for arithmetic; {call.TextOf(0)} is not a valid integer");
        return IpNetwork.Of((BigInteger)network.Value + amount, network.Version, network.Width)?.Address ?? throw new JinjaException("IndexError", "result outside valid IP address boundary!");
    }

    /// <summary>The network that a value is or is in; null of what is no address.</summary>
    private static IpNetwork? NetworkOf(object? value) => AddressFilter.Read(value)?.Network is { } network ? (network.Value == network.First ? network.Cidr : network) : null;

    private static object Nth(object? value, object? query)
    {
        if (NetworkOf(value) is not { } network || !PyValues.Truth(query)) return PyBoolean.False;
        if (!BigInteger.TryParse(PyText.Str(query), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var nth)) return PyBoolean.False;
        return network.Size > nth && network.At(nth) is { } address ? network.Written(address) : PyBoolean.False;
    }

    private static object? Usable(FilterCall call, int sign)
    {
        if (NetworkOf(call.Value) is not { } network) return PyBoolean.False;
        if (call[0] is not long offset) throw TemplatingException.Filter("Must pass in an integer");
        var address = (BigInteger)network.Value + (sign * offset);
        return network.Usable is var (first, last) && address >= first && address <= last ? network.Written((UInt128)address) : null;
    }

    private readonly record struct AddressRange(UInt128 First, UInt128 Last)
    {
        public bool IsIn(AddressRange other) => First >= other.First && First <= other.Last && Last >= other.First && Last <= other.Last;
    }

    private static AddressRange Bounds(object? value) => AddressFilter.Read(value)?.Network is { } network
        ? new(network.First, network.Broadcast ?? network.First)
        : throw JinjaException.Type("'<=' not supported between instances of 'bool' and 'int'");

    private static AddressRange UsableBounds(object? value) => AddressFilter.Read(value)?.Network is { } network
        ? network.Usable is var (first, last) ? new(first, last) : new(network.First, network.Last)
        : throw JinjaException.Type("'<=' not supported between instances of 'bool' and 'int'");

    private static object Slaac(FilterCall call)
    {
        if (NetworkOf(call.Value) is not { Version: 6 } network || HardwareAddress.Parse(call[0]) is not { } card) return PyBoolean.False;
        return network.Written(network.First + card.InterfaceId);
    }

    private static object? Hardware(object? value, string query, string alias)
    {
        if (value is Undefined undefined) throw undefined.Fault();
        var card = HardwareAddress.Parse(value);
        if (card is null) return query is "" or "bool" ? null : throw TemplatingException.Filter($"{alias}: not a hardware address: {PyText.Str(value)}");
        return query switch
        {
            "" => value,
            "bool" => true,
            "int" => PyInteger.Box(new BigInteger(card.Value)),
            _ => card.Write(query) ?? throw TemplatingException.Filter($"{alias}: unknown filter type: {query}"),
        };
    }

    private static PyDict UsableRange(FilterCall call)
    {
        if (IpNetwork.Parse(call.Text) is not { } network || network.Value != network.First) throw TemplatingException.Filter($"Error while using plugin 'usable_range': '{call.Text}' does not appear to be an IPv4 or IPv6 network");
        if (network.Size > 1 << 20) throw TemplatingException.Filter($"Error while using plugin 'usable_range': {call.Text} has more than a million addresses");
        List<object?> addresses = [];
        for (var address = network.First; ; address++)
        {
            addresses.Add(network.Written(address));
            if (address == network.Last) break;
        }

        return new PyDict { ["usable_ips"] = new PyList(addresses), ["number_of_ips"] = PyInteger.Box(network.Size) };
    }
}
