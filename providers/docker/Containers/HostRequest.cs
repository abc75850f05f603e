using System.Globalization;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Containers;

/// <summary>The host's part of a planned container.</summary>
internal static class HostRequest
{
    public const long Mebibyte = 1024 * 1024;

    public static HostSpec Of(ContainerModel plan) => new()
    {
        RestartPolicy = new RestartPolicy(plan.Restart, plan.MaxRetryCount ?? 0),
        AutoRemove = plan.Rm,
        Memory = plan.Memory * Mebibyte,
        MemoryReservation = plan.MemoryReservation == 0 ? null : plan.MemoryReservation * Mebibyte,
        MemorySwap = Swap(plan.MemorySwap),
        ShmSize = plan.ShmSize * Mebibyte,
        CpuShares = plan.CpuShares,
        CpusetCpus = plan.CpuSet,
        CpuPeriod = plan.Cpus is null ? plan.CpuPeriod : null,
        CpuQuota = plan.Cpus is null ? plan.CpuQuota : null,
        NanoCpus = plan.Cpus is { } cpus ? (long)(decimal.Parse(cpus, NumberStyles.Number, CultureInfo.InvariantCulture) * 1_000_000_000m) : null,
        BlkioDeviceReadBps = Rates(plan.DeviceReadBps),
        BlkioDeviceReadIOps = Rates(plan.DeviceReadIops),
        BlkioDeviceWriteBps = Rates(plan.DeviceWriteBps),
        BlkioDeviceWriteIOps = Rates(plan.DeviceWriteIops),
        Privileged = plan.Privileged,
        CapAdd = plan.Capabilities is [var more, ..] ? ContainerRequest.List(more.Add) : null,
        CapDrop = plan.Capabilities is [var less, ..] ? ContainerRequest.List(less.Drop) : null,
        SecurityOpt = ContainerRequest.List(plan.SecurityOpts),
        Runtime = plan.Runtime,
        Init = plan.Init,
        IpcMode = plan.IpcMode,
        PidMode = plan.PidMode,
        UsernsMode = plan.UsernsMode,
        CgroupnsMode = plan.CgroupnsMode,
        CgroupParent = plan.CgroupParent,
        Sysctls = plan.Sysctls,
        GroupAdd = ContainerRequest.List(plan.GroupAdd),
        Ulimits = plan.Ulimit is { Count: > 0 } limits ? [.. limits.Select(l => new UlimitSpec(l.Name, l.Soft, l.Hard))] : null,
        Devices = plan.Devices is { Count: > 0 } devices ? [.. devices.Select(d => new DeviceSpec(d.HostPath, d.ContainerPath is { Length: > 0 } path ? path : d.HostPath, d.Permissions))] : null,
        DeviceRequests = plan.Gpus is { } gpus ? [Graphics(gpus)] : plan.DeviceRequests is { Count: > 0 } demands ? [.. demands.Select(Demand)] : null,
        LogConfig = plan.LogDriver is null && plan.LogOpts is null ? null : new LogSpec { Type = plan.LogDriver ?? "", Config = plan.LogOpts },
        PortBindings = Bindings(plan.Ports),
        PublishAllPorts = plan.PublishAllPorts,
        Dns = ContainerRequest.List(plan.Dns),
        DnsOptions = ContainerRequest.List(plan.DnsOpts),
        DnsSearch = ContainerRequest.List(plan.DnsSearch),
        ExtraHosts = plan.Host is { Count: > 0 } hosts ? [.. hosts.Select(h => $"{h.Host}:{h.Ip}")] : null,
        Binds = Binds(plan.Volumes),
        VolumesFrom = plan.Volumes.Where(v => v.FromContainer is { Length: > 0 }).Select(v => v.FromContainer ?? "").ToList() is { Count: > 0 } others ? others : null,
        Mounts = plan.Mounts is { Count: > 0 } mounts ? [.. mounts.Select(Mount)] : null,
        Tmpfs = plan.Tmpfs,
        ReadonlyRootfs = plan.ReadOnly,
        StorageOpt = plan.StorageOpts,
    };

    /// <summary>-1 is no size.</summary>
    public static long? Swap(long? mebibytes) => mebibytes > 0 ? mebibytes * Mebibyte : mebibytes;

    public static IReadOnlyList<ThrottledDevice>? Rates(List<DeviceRateModel>? rates) =>
        rates is { Count: > 0 } ? [.. rates.Select(r => new ThrottledDevice(r.Path, r.Rate))] : null;

    private static Dictionary<string, IReadOnlyList<PortBinding>?>? Bindings(List<PortModel> ports)
    {
        if (ports.Count == 0) return null;
        return ports.GroupBy(p => p.ToKey(), StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            IReadOnlyList<PortBinding>? (g) => [.. g.Select(p => new PortBinding(p.Ip, p.External is > 0 and var port ? port.ToString(CultureInfo.InvariantCulture) : ""))]);
    }

    private static List<string>? Binds(List<VolumeMountModel> volumes)
    {
        var binds = new List<string>();
        foreach (var volume in volumes)
        {
            var source = volume.HostPath is { Length: > 0 } path ? path : volume.VolumeName;
            if (string.IsNullOrEmpty(source) || string.IsNullOrEmpty(volume.ContainerPath)) continue;
            var options = new[] { volume.ReadOnly == true ? "ro" : "rw", volume.SelinuxRelabel }.Where(o => !string.IsNullOrEmpty(o));
            binds.Add($"{source}:{volume.ContainerPath}:{string.Join(',', options)}");
        }
        return binds.Count == 0 ? null : binds;
    }

    private static MountSpec Mount(MountModel mount) => new()
    {
        Type = mount.Type,
        Target = mount.Target,
        Source = mount.Source,
        ReadOnly = mount.ReadOnly,
        BindOptions = mount is { Type: "bind", BindOptions: [var bind, ..] } ? new BindSpec(bind.Propagation) : null,
        TmpfsOptions = mount is { Type: "tmpfs", TmpfsOptions: [var memory, ..] } ? new TmpfsSpec(memory.SizeBytes, memory.Mode) : null,
        VolumeOptions = mount is { Type: "volume", VolumeOptions: [var volume, ..] }
            ? new MountedVolumeSpec
            {
                NoCopy = volume.NoCopy,
                Labels = LabelModel.ToMap(volume.Labels),
                DriverConfig = volume.DriverName is null && volume.DriverOptions is null ? null : new VolumeDriverSpec(volume.DriverName, volume.DriverOptions),
                Subpath = volume.Subpath,
            }
            : null,
    };

    private static DeviceDemand Graphics(string gpus) => gpus == "all"
        ? new DeviceDemand { Count = -1, Capabilities = [["gpu"]] }
        : new DeviceDemand { DeviceIDs = gpus["device=".Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Capabilities = [["gpu"]] };

    private static DeviceDemand Demand(DeviceRequestModel demand) => new()
    {
        Driver = demand.Driver,
        Count = demand.Count,
        DeviceIDs = ContainerRequest.List(demand.DeviceIds),
        Capabilities = demand.Capabilities is { Count: > 0 } all ? [[.. all]] : null,
        Options = demand.Options,
    };
}
