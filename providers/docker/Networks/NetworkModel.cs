using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Networks;

/// <summary>A network. The engine can change none of its arguments, so that every change makes another network.</summary>
[Resource("docker_network", Version = 1)]
internal sealed partial class NetworkModel
{
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>The name of the network.</summary>
    [Required, RequiresReplace]
    public string Name { get; set; }

    /// <summary>Labels, each a block with label and value.</summary>
    [Block, Set, RequiresReplace]
    public List<LabelModel> Labels { get; set; }

    /// <summary>The driver: bridge, host, overlay, macvlan or another that the engine has.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public string? Driver { get; set; }

    /// <summary>Options of the driver.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public Dictionary<string, string>? Options { get; set; }

    /// <summary>The network has no way out.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public bool? Internal { get; set; }

    /// <summary>Containers may be attached by hand.</summary>
    [Optional, RequiresReplace]
    public bool? Attachable { get; set; }

    /// <summary>The network routes what comes into a swarm.</summary>
    [Optional, RequiresReplace]
    public bool? Ingress { get; set; }

    /// <summary>The network has IPv6 too.</summary>
    [Optional, RequiresReplace]
    public bool? Ipv6 { get; set; }

    /// <summary>The driver that manages addresses.</summary>
    [Default("default"), RequiresReplace]
    public string IpamDriver { get; set; }

    /// <summary>Options of the driver that manages addresses.</summary>
    [Optional, RequiresReplace]
    public Dictionary<string, string>? IpamOptions { get; set; }

    /// <summary>Ranges of addresses, written as blocks; the engine chooses where there are none.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace, Set, PlainObject]
    public List<AddressPoolModel>? IpamConfig { get; set; }

    /// <summary>How far the network reaches: local, swarm or global.</summary>
    [Computed, UseStateForUnknown]
    public string Scope { get; set; }
}

/// <summary>A range of addresses of a network.</summary>
[Model]
internal sealed partial class AddressPoolModel
{
    [Optional]
    public string? Subnet { get; set; }

    [Optional]
    public string? IpRange { get; set; }

    [Optional]
    public string? Gateway { get; set; }

    [Optional]
    public Dictionary<string, string>? AuxAddress { get; set; }
}
