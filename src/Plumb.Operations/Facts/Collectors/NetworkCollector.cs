using Plumb.Operations.Data;
using Plumb.Operations.Facts.Networks;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>Interfaces with their addresses, and the way out.</summary>
internal sealed class NetworkCollector : IFactCollector
{
    private const string OutsideIpv4 = "8.8.8.8";
    private const string OutsideIpv6 = "2404:6800:400a:800::1012";

    public string Name => "network";

    public IReadOnlyList<string> FactNames => ["all_ipv4_addresses", "all_ipv6_addresses", "default_ipv4", "default_ipv6", "interfaces"];

    public IReadOnlyList<string> Needs => ["distribution", "platform"];

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        if (context.Host.Processes.Find("ip") is null) return;
        // Each is done in a moment, so that they are started together.
        var listing = context.AskAsync("ip", ["addr", "show"], cancellation).AsTask();
        var way4 = context.AskAsync("ip", ["-4", "route", "get", OutsideIpv4], cancellation).AsTask();
        var way6 = context.AskAsync("ip", ["-6", "route", "get", OutsideIpv6], cancellation).AsTask();
        var local4 = context.AskAsync("ip", ["-4", "route", "show", "table", "local"], cancellation).AsTask();
        var local6 = context.AskAsync("ip", ["-6", "route", "show", "table", "local"], cancellation).AsTask();
        var answers = await Task.WhenAll(listing, way4, way6, local4, local6);

        var addresses = InterfaceAddress.ParseAll(answers[0] ?? "");
        var interfaces = await InterfacesAsync(context, addresses, cancellation);
        var facts = context.Facts;
        foreach (var (name, values) in interfaces) facts.Add(FactName(name), values);
        facts.Add("interfaces", interfaces.Keys.Select(FactName));
        facts.Add("default_ipv4", Default(RouteAnswer.Parse(answers[1], OutsideIpv4), addresses.Where(a => !a.IsIpv6), interfaces));
        facts.Add("default_ipv6", Default(RouteAnswer.Parse(answers[2], OutsideIpv6), addresses.Where(a => a.IsIpv6), interfaces));
        facts.Add("all_ipv4_addresses", addresses.Where(a => !a.IsIpv6 && !a.Address.StartsWith("127.", StringComparison.Ordinal)).Select(a => a.Address));
        facts.Add("all_ipv6_addresses", addresses.Where(a => a.IsIpv6 && a.Address != "::1").Select(a => a.Address));
        facts.Add("locally_reachable_ips", new MapBuilder { { "ipv4", Local(answers[3]) }, { "ipv6", Local(answers[4]) } });
    }

    // A colon in a name, as aliases have, would make the fact hard to use in templates.
    private static string FactName(string name) => name.Replace(':', '_');

    private static async ValueTask<OrderedDictionary<string, MapBuilder>> InterfacesAsync(
        FactContext context, IReadOnlyList<InterfaceAddress> addresses, CancellationToken cancellation)
    {
        var interfaces = new OrderedDictionary<string, MapBuilder>(StringComparer.Ordinal);
        foreach (var device in context.Files.List("/sys/class/net").Where(d => context.Files.IsFolder("/sys/class/net/" + d)))
        {
            var facts = InterfaceFacts.Read(context.Files, device);
            interfaces[device] = facts;
            await EthernetFeatures.AddAsync(context, device, facts, cancellation);
        }
        foreach (var address in addresses.Where(a => !a.IsIpv6)) AddIpv4(interfaces, address);
        foreach (var group in addresses.Where(a => a.IsIpv6).GroupBy(a => a.Device))
        {
            if (interfaces.TryGetValue(group.Key, out var facts)) facts.Add("ipv6", DataValue.Of(group.Select(Ipv6)));
        }
        return interfaces;
    }

    // A label of its own makes an address look like an interface of its own; further addresses of one are its secondaries.
    private static void AddIpv4(OrderedDictionary<string, MapBuilder> interfaces, InterfaceAddress address)
    {
        if (!interfaces.TryGetValue(address.Label, out var facts)) interfaces[address.Label] = facts = [];
        if (!address.IsSecondary && !facts.Contains("ipv4")) facts.Add("ipv4", Ipv4(address));
        else AddSecondary(facts, address);
        if (address.IsSecondary && address.Label != address.Device && interfaces.TryGetValue(address.Device, out var main)) AddSecondary(main, address);
    }

    private static void AddSecondary(MapBuilder facts, InterfaceAddress address)
    {
        var others = facts["ipv4_secondaries"] is ListData list ? list.Items : [];
        facts.Add("ipv4_secondaries", new ListData([.. others, Ipv4(address)]));
    }

    private static MapData Ipv4(InterfaceAddress address) => new MapBuilder
    {
        { "address", address.Address },
        { "broadcast", address.Broadcast },
        { "netmask", address.Netmask },
        { "network", address.Network },
        { "prefix", address.Prefix },
    }.Build();

    private static DataValue Ipv6(InterfaceAddress address) =>
        new MapBuilder { { "address", address.Address }, { "prefix", address.Prefix }, { "scope", address.Scope } }.Build();

    private static MapBuilder Default(RouteAnswer route, IEnumerable<InterfaceAddress> addresses, OrderedDictionary<string, MapBuilder> interfaces)
    {
        var facts = new MapBuilder();
        if (route.Gateway is { } gateway) facts.Add("gateway", gateway);
        if (route.Interface is { } device) facts.Add("interface", device);
        if (route.Address is null) return facts;
        facts.Add("address", route.Address);
        if (addresses.LastOrDefault(a => a.Address == route.Address) is not { } own) return facts;

        if (own.IsIpv6) facts.Add("scope", own.Scope);
        else facts.AddAll(Ipv4(own));
        facts.Add("prefix", own.Prefix);
        var main = interfaces.GetValueOrDefault(own.Device);
        facts.Add("macaddress", main?["macaddress"] ?? DataValue.Of(""));
        facts.Add("mtu", main?["mtu"] ?? DataValue.Null);
        facts.Add("type", main?["type"] ?? DataValue.Of("unknown"));
        if (!own.IsIpv6) facts.Add("alias", own.Label);
        return facts;
    }

    private static IEnumerable<string> Local(string? table) => (table ?? "").Split('\n')
        .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(w => w.Length > 1 && w[0] == "local")
        .Select(w => w[1])
        .Distinct();
}
