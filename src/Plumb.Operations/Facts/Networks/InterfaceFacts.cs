using System.Globalization;
using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Networks;

/// <summary>What the kernel's files tell about one network interface.</summary>
internal static class InterfaceFacts
{
    private const string NoAddress = "00:00:00:00:00:00";
    private const uint Promiscuous = 0x100;

    public static MapBuilder Read(FactFiles files, string device)
    {
        var folder = "/sys/class/net/" + device;
        var facts = new MapBuilder { { "device", device } };
        if (files.Text(folder + "/address") is { } address and not NoAddress) facts.Add("macaddress", address);
        if (Number(files.Text(folder + "/mtu")) is { } mtu) facts.Add("mtu", mtu);
        if (files.Text(folder + "/operstate") is { } state) facts.Add("active", state != "down");
        if (files.LinkName(folder + "/device/driver/module") is { } module) facts.Add("module", module);
        if (files.Text(folder + "/type") is { } type) facts.Add("type", TypeName(type));
        AddBridge(files, folder, facts);
        AddBond(files, folder, facts);
        if (files.LinkName(folder + "/device") is { } pciId) facts.Add("pciid", pciId);
        if (Number(files.Text(folder + "/speed")) is { } speed) facts.Add("speed", speed);
        if (files.Text(folder + "/flags") is ['0', 'x', .. var flags] && uint.TryParse(flags, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits))
        {
            facts.Add("promisc", (bits & Promiscuous) != 0);
        }
        return facts;
    }

    private static string TypeName(string number) => number switch
    {
        "1" => "ether",
        "32" => "infiniband",
        "512" => "ppp",
        "772" => "loopback",
        "65534" => "tunnel",
        _ => "unknown",
    };

    private static void AddBridge(FactFiles files, string folder, MapBuilder facts)
    {
        if (!files.Exists(folder + "/bridge")) return;
        facts.Add("type", "bridge");
        facts.Add("interfaces", files.List(folder + "/brif"));
        if (files.Text(folder + "/bridge/bridge_id") is { } id) facts.Add("id", id);
        if (files.Text(folder + "/bridge/stp_state") is { } protocol) facts.Add("stp", protocol == "1");
    }

    private static void AddBond(FactFiles files, string folder, MapBuilder facts)
    {
        if (files.Exists(folder + "/bonding"))
        {
            facts.Add("type", "bonding");
            facts.Add("slaves", Words(files.Text(folder + "/bonding/slaves")));
            facts.Add("mode", FirstWord(files.Text(folder + "/bonding/mode")));
            facts.Add("miimon", FirstWord(files.Text(folder + "/bonding/miimon")));
            facts.Add("lacp_rate", FirstWord(files.Text(folder + "/bonding/lacp_rate")));
            if (files.Text(folder + "/bonding/primary") is { } primary)
            {
                facts.Add("primary", primary);
                if (files.Text(folder + "/bonding/all_slaves_active") is { } all) facts.Add("all_slaves_active", all == "1");
            }
        }
        if (files.Exists(folder + "/bonding_slave")) facts.Add("perm_macaddress", files.Text(folder + "/bonding_slave/perm_hwaddr") ?? "");
    }

    private static string[] Words(string? text) => (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string FirstWord(string? text) => Words(text) is [var first, ..] ? first : "";

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
