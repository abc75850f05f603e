using System.Globalization;
using System.Net;

namespace Plumb.Operations.Facts.Networks;

/// <summary>An address that an interface has, as <c>ip addr</c> lists it.</summary>
internal sealed record InterfaceAddress(string Device, string Label, bool IsIpv6, string Address, string Prefix, string Broadcast, string Scope, bool IsSecondary)
{
    /// <summary>Reads the output of <c>ip addr show</c> for all interfaces.</summary>
    public static IReadOnlyList<InterfaceAddress> ParseAll(string output)
    {
        var addresses = new List<InterfaceAddress>();
        var device = "";
        foreach (var line in output.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2) continue;
            if (char.IsAsciiDigit(line[0])) device = words[1].TrimEnd(':').Split('@')[0];
            else if (words[0] == "inet") addresses.Add(Ipv4(device, words));
            else if (words[0] == "inet6" && words.Length > 3) addresses.Add(Ipv6(device, words));
        }
        return addresses;
    }

    public string Netmask => ToText(Mask);

    public string Network => ToText(Number & Mask);

    private uint Mask => int.TryParse(Prefix, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is > 0 and <= 32 ? uint.MaxValue << (32 - length) : 0;

    private uint Number => IPAddress.TryParse(Address, out var address)
        ? address.GetAddressBytes().Aggregate(0u, (number, part) => (number << 8) | part)
        : 0;

    // An end of a tunnel is written without a prefix, or with the address of the other end after it.
    private static InterfaceAddress Ipv4(string device, string[] words)
    {
        var parts = words[1].Split('/');
        var hasPrefix = parts.Length == 2;
        var broadcast = hasPrefix && words.Length > 3 && words[2] == "brd" ? words[3] : "";
        return new InterfaceAddress(device, words[^1], false, parts[0], hasPrefix ? parts[1] : "32", broadcast, "", words.Contains("secondary"));
    }

    private static InterfaceAddress Ipv6(string device, string[] words)
    {
        if (words[2] == "peer" && words.Length > 5) return new InterfaceAddress(device, device, true, words[1], words[3].Split('/')[^1], "", words[5], false);
        var parts = words[1].Split('/');
        return new InterfaceAddress(device, device, true, parts[0], parts.Length == 2 ? parts[1] : "128", "", words[3], words.Contains("secondary"));
    }

    private static string ToText(uint number) => string.Create(CultureInfo.InvariantCulture, $"{number >> 24}.{(number >> 16) & 0xFF}.{(number >> 8) & 0xFF}.{number & 0xFF}");
}
