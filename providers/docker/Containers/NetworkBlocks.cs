using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Containers;

[Model]
internal sealed partial class NetworkAttachmentModel
{
    /// <summary>The network's name or id.</summary>
    [Required]
    public string Name { get; set; }

    [Optional]
    public HashSet<string>? Aliases { get; set; }

    [Optional]
    public string? Ipv4Address { get; set; }

    [Optional]
    public string? Ipv6Address { get; set; }

    [Optional]
    public HashSet<string>? LinkLocalIps { get; set; }

    [Optional]
    public string? MacAddress { get; set; }

    /// <summary>Options for the network's driver, each as name=value.</summary>
    [Optional]
    public HashSet<string>? DriverOpts { get; set; }

    /// <summary>The network with the highest number has the way out.</summary>
    [Optional, AtLeast(0)]
    public int? GwPriority { get; set; }
}

[Model]
internal sealed partial class PortModel
{
    /// <summary>The port in the container.</summary>
    [Required, Between(1, 65535), RequiresReplace]
    public int Internal { get; set; }

    /// <summary>The port on the host; the engine chooses one where it is not set.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace, Between(0, 65535)]
    public int? External { get; set; }

    /// <summary>The host's address that is listened at.</summary>
    [Default("0.0.0.0"), RequiresReplace]
    public string Ip { get; set; }

    [Default("tcp"), OneOf("tcp", "udp", "sctp"), RequiresReplace]
    public string Protocol { get; set; }

    /// <summary>As the engine has it: "80/tcp".</summary>
    public string ToKey() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Internal}/{Protocol}");
}

[Model]
internal sealed partial class HostEntryModel
{
    [Required]
    public string Host { get; set; }

    [Required]
    public string Ip { get; set; }
}

[Model]
internal sealed partial class NetworkAddressModel
{
    [Computed]
    public string NetworkName { get; set; }

    [Computed]
    public string IpAddress { get; set; }

    [Computed]
    public long IpPrefixLength { get; set; }

    [Computed]
    public string Gateway { get; set; }

    [Computed]
    public string GlobalIpv6Address { get; set; }

    [Computed]
    public long GlobalIpv6PrefixLength { get; set; }

    [Computed]
    public string Ipv6Gateway { get; set; }

    [Computed]
    public string MacAddress { get; set; }
}
