using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Containers;

/// <summary>The container's networks and files.</summary>
internal sealed partial class ContainerModel
{
    /// <summary>The kind of network: bridge, host, none, container:name, or a network's name.</summary>
    [Default("bridge"), RequiresReplace]
    public string NetworkMode { get; set; }

    /// <summary>The networks that the container is in.</summary>
    [Block, Set, RequiresReplace]
    public List<NetworkAttachmentModel> NetworksAdvanced { get; set; }

    // Without a rule of its own: the rules are in the block, because a port that the engine chose is unknown while the
    // container is being changed, which is no other port.
    /// <summary>Ports of the container that the host publishes.</summary>
    [Block]
    public List<PortModel> Ports { get; set; }

    /// <summary>All ports that the image names are published.</summary>
    [Optional, RequiresReplace]
    public bool? PublishAllPorts { get; set; }

    [Optional, RequiresReplace]
    public HashSet<string>? Dns { get; set; }

    [Optional, RequiresReplace]
    public HashSet<string>? DnsOpts { get; set; }

    [Optional, RequiresReplace]
    public HashSet<string>? DnsSearch { get; set; }

    /// <summary>Names for the container's hosts file.</summary>
    [Block, Set, RequiresReplace]
    public List<HostEntryModel> Host { get; set; }

    [Block, Set, RequiresReplace]
    public List<VolumeMountModel> Volumes { get; set; }

    [Block, Set, RequiresReplace]
    public List<MountModel> Mounts { get; set; }

    /// <summary>Folders in memory, with their options.</summary>
    [Optional, RequiresReplace]
    public Dictionary<string, string>? Tmpfs { get; set; }

    /// <summary>The container cannot write to its own file system.</summary>
    [Default(false), RequiresReplace]
    public bool ReadOnly { get; set; }

    /// <summary>Options of the driver that stores containers.</summary>
    [Optional, RequiresReplace]
    public Dictionary<string, string>? StorageOpts { get; set; }

    /// <summary>Files that are put into the container before it starts.</summary>
    [Block, Set, RequiresReplace]
    public List<UploadModel> Upload { get; set; }

    /// <summary>The bridge that the container is at, of engines that say so.</summary>
    [Computed, UseStateForUnknown]
    public string? Bridge { get; set; }

    /// <summary>The container's addresses.</summary>
    [Computed, UseStateForUnknown, PlainObject]
    public List<NetworkAddressModel> NetworkData { get; set; }
}
