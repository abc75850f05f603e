using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Volumes;

/// <summary>A volume. The engine can change none of its arguments, so that every change makes another volume.</summary>
[Resource("docker_volume", Version = 1)]
internal sealed partial class VolumeModel
{
    /// <summary>The volume's name.</summary>
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>The name of the volume; the engine invents one where it is not set.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public string? Name { get; set; }

    /// <summary>Labels, each a block with label and value.</summary>
    [Block, Set, RequiresReplace]
    public List<LabelModel> Labels { get; set; }

    /// <summary>The driver; the engine's own is local.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public string? Driver { get; set; }

    /// <summary>Options of the driver.</summary>
    [Optional, RequiresReplace]
    public Dictionary<string, string>? DriverOpts { get; set; }

    /// <summary>Where the volume is on the engine's host.</summary>
    [Computed, UseStateForUnknown]
    public string Mountpoint { get; set; }
}
