namespace Plumb.Provider.Docker.Engine.Wire;

/// <summary>How a container is held by its host.</summary>
internal sealed record HostSpec : ContainerLimits
{
    public IReadOnlyList<string>? Binds { get; init; }

    public LogSpec? LogConfig { get; init; }

    public string? NetworkMode { get; init; }

    /// <summary>By container port, such as "80/tcp".</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?>? PortBindings { get; init; }

    public bool? AutoRemove { get; init; }

    public IReadOnlyList<string>? VolumesFrom { get; init; }

    public IReadOnlyList<string>? CapAdd { get; init; }

    public IReadOnlyList<string>? CapDrop { get; init; }

    public IReadOnlyList<string>? Dns { get; init; }

    public IReadOnlyList<string>? DnsOptions { get; init; }

    public IReadOnlyList<string>? DnsSearch { get; init; }

    /// <summary>As "name:address".</summary>
    public IReadOnlyList<string>? ExtraHosts { get; init; }

    public IReadOnlyList<string>? GroupAdd { get; init; }

    public IReadOnlyList<string>? SecurityOpt { get; init; }

    public string? CgroupnsMode { get; init; }

    public string? CgroupParent { get; init; }

    public string? IpcMode { get; init; }

    public string? PidMode { get; init; }

    public string? UsernsMode { get; init; }

    public string? Runtime { get; init; }

    public bool? Privileged { get; init; }

    public bool? PublishAllPorts { get; init; }

    public bool? ReadonlyRootfs { get; init; }

    public bool? Init { get; init; }

    public long? ShmSize { get; init; }

    public long? NanoCpus { get; init; }

    public IReadOnlyDictionary<string, string>? StorageOpt { get; init; }

    public IReadOnlyDictionary<string, string>? Tmpfs { get; init; }

    public IReadOnlyDictionary<string, string>? Sysctls { get; init; }

    public IReadOnlyList<DeviceSpec>? Devices { get; init; }

    public IReadOnlyList<DeviceDemand>? DeviceRequests { get; init; }

    public IReadOnlyList<UlimitSpec>? Ulimits { get; init; }

    public IReadOnlyList<MountSpec>? Mounts { get; init; }
}

internal sealed record LogSpec
{
    public string? Type { get; init; }

    public IReadOnlyDictionary<string, string>? Config { get; init; }
}

internal sealed record PortBinding(string? HostIp, string? HostPort);

internal sealed record DeviceSpec(string PathOnHost, string PathInContainer, string CgroupPermissions);

internal sealed record DeviceDemand
{
    public string? Driver { get; init; }

    public long Count { get; init; }

    public IReadOnlyList<string>? DeviceIDs { get; init; }

    /// <summary>Any of the lists will do; a list wants all that is in it.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Capabilities { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }
}

internal sealed record UlimitSpec(string Name, long Soft, long Hard);

internal sealed record MountSpec
{
    public string? Type { get; init; }

    public string? Source { get; init; }

    public string? Target { get; init; }

    public bool? ReadOnly { get; init; }

    public BindSpec? BindOptions { get; init; }

    public MountedVolumeSpec? VolumeOptions { get; init; }

    public TmpfsSpec? TmpfsOptions { get; init; }
}

internal sealed record BindSpec(string? Propagation);

internal sealed record MountedVolumeSpec
{
    public bool? NoCopy { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public VolumeDriverSpec? DriverConfig { get; init; }

    public string? Subpath { get; init; }
}

internal sealed record VolumeDriverSpec(string? Name, IReadOnlyDictionary<string, string>? Options);

internal sealed record TmpfsSpec(long? SizeBytes, long? Mode);
