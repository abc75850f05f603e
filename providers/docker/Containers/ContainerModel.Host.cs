using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Containers;

/// <summary>How the host holds the container.</summary>
internal sealed partial class ContainerModel
{
    /// <summary>When the engine starts the container again.</summary>
    [Default("no"), OneOf("no", "on-failure", "always", "unless-stopped")]
    public string Restart { get; set; }

    /// <summary>How often it does, with restart = "on-failure".</summary>
    [Optional, AtLeast(0)]
    public long? MaxRetryCount { get; set; }

    /// <summary>The most memory, in MiB.</summary>
    [Optional, AtLeast(0), PlanModifier(typeof(LiftedLimit))]
    public long? Memory { get; set; }

    /// <summary>The memory that is wanted back when there is little, in MiB.</summary>
    [Default(0), AtLeast(0), PlanModifier(typeof(LiftedLimit))]
    public long MemoryReservation { get; set; }

    /// <summary>The most memory and swap together, in MiB; -1 for no limit.</summary>
    [Optional, AtLeast(-1), PlanModifier(typeof(LiftedLimit))]
    public long? MemorySwap { get; set; }

    /// <summary>The size of /dev/shm, in MiB.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace, AtLeast(0)]
    public long? ShmSize { get; set; }

    /// <summary>The container's weight where processors are short.</summary>
    [Optional, AtLeast(0), PlanModifier(typeof(LiftedLimit))]
    public long? CpuShares { get; set; }

    /// <summary>The processors that the container may use: 0-3,5.</summary>
    [Optional, Matches(@"^\d+([,-]\d+)*$", "must list processors, such as \"0-3,5\""), PlanModifier(typeof(LiftedLimit))]
    public string? CpuSet { get; set; }

    /// <summary>How many processors' time the container may use, such as "1.5".</summary>
    [Optional, RequiresReplace, Matches(@"^\d+(\.\d+)?$", "must be a number of processors, such as \"1.5\"")]
    public string? Cpus { get; set; }

    /// <summary>Microseconds of a period of the scheduler.</summary>
    [Optional, AtLeast(0), PlanModifier(typeof(LiftedLimit))]
    public long? CpuPeriod { get; set; }

    /// <summary>Microseconds of each period that the container may use.</summary>
    [Optional, AtLeast(0), PlanModifier(typeof(LiftedLimit))]
    public long? CpuQuota { get; set; }

    [Block, Set]
    public List<DeviceRateModel> DeviceReadBps { get; set; }

    [Block, Set]
    public List<DeviceRateModel> DeviceReadIops { get; set; }

    [Block, Set]
    public List<DeviceRateModel> DeviceWriteBps { get; set; }

    [Block, Set]
    public List<DeviceRateModel> DeviceWriteIops { get; set; }

    /// <summary>The container has all of the host's privileges.</summary>
    [Optional, RequiresReplace]
    public bool? Privileged { get; set; }

    /// <summary>Linux capabilities that the container has beyond the usual, or lacks.</summary>
    [Block(MaxItems = 1), Set, RequiresReplace]
    public List<CapabilitiesModel> Capabilities { get; set; }

    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public HashSet<string>? SecurityOpts { get; set; }

    /// <summary>The program that runs containers, where the engine has several.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public string? Runtime { get; set; }

    /// <summary>A process that collects orphans runs as the first one.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public bool? Init { get; set; }

    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public string? IpcMode { get; set; }

    [Optional, RequiresReplace]
    public string? PidMode { get; set; }

    [Optional, RequiresReplace]
    public string? UsernsMode { get; set; }

    [Optional, RequiresReplace, OneOf("private", "host")]
    public string? CgroupnsMode { get; set; }

    [Optional, RequiresReplace]
    public string? CgroupParent { get; set; }

    /// <summary>Kernel parameters.</summary>
    [Optional, RequiresReplace]
    public Dictionary<string, string>? Sysctls { get; set; }

    [Block, Set, RequiresReplace]
    public List<UlimitModel> Ulimit { get; set; }

    [Block, Set, RequiresReplace]
    public List<DeviceModel> Devices { get; set; }

    [Block, Set, RequiresReplace, ConflictsWith(nameof(Gpus))]
    public List<DeviceRequestModel> DeviceRequests { get; set; }

    /// <summary>Graphics processors: "all", or "device=" and their numbers or ids.</summary>
    [Optional, RequiresReplace, Matches("^(all|device=.+)$", "must be \"all\" or \"device=\" followed by numbers or ids")]
    public string? Gpus { get; set; }

    /// <summary>Where what the container writes goes.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public string? LogDriver { get; set; }

    [Optional, RequiresReplace]
    public Dictionary<string, string>? LogOpts { get; set; }
}
