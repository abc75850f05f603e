using System.Globalization;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Containers;

/// <summary>
/// A container that somebody else made, as the configuration that would have made it. What it has from its image is left
/// out, so that a configuration need not repeat it.
/// </summary>
internal static class ContainerImport
{
    // Set by engines on their own account.
    private static readonly string[] AutomaticVariables = ["PATH", "HOSTNAME", "TERM", "HOME", "container"];

    public static ContainerModel Describe(InspectedContainer found, ContainerSpec image)
    {
        var (config, host) = (found.Config, found.HostConfig);
        var container = new ContainerModel
        {
            Id = found.Id,
            Name = found.Name.TrimStart('/'),
            Image = config.Image is { Length: > 0 } written ? written : found.Image ?? "",
            Env = Variables(config.Env, image.Env),
            User = Own(config.User, image.User),
            GroupAdd = Filled(host.GroupAdd),
            WorkingDir = Own(config.WorkingDir, image.WorkingDir is { Length: > 0 } folder ? folder : "/"),
            Domainname = Own(config.Domainname, image.Domainname),
            Labels = LabelModel.FromMap((config.Labels ?? new Dictionary<string, string>()).Where(l => image.Labels?.GetValueOrDefault(l.Key) != l.Value).ToDictionary()),
            StdinOpen = config.OpenStdin ?? false,
            Tty = config.Tty ?? false,
            Healthcheck = config.Healthcheck is { Test.Count: > 0 } check && image.Healthcheck is null ? [Check(check)] : [],
            MustRun = found.State.IsUp,
            Start = true,
            Rm = host.AutoRemove ?? false,
            WaitTimeout = 60,
            ContainerReadRefreshTimeoutMilliseconds = 15000,
            RemoveVolumes = true,
            Ports = Ports(host.PortBindings),
            NetworksAdvanced = [],
        };
        TakeHost(container, host);
        TakeSurroundings(container, host);
        TakeNetworks(container, found);
        ContainerFacts.Complete(container, found);
        return container;
    }

    private static void TakeHost(ContainerModel container, HostSpec host)
    {
        container.Restart = ContainerFacts.RestartOf(host);
        container.MaxRetryCount = Positive(host.RestartPolicy?.MaximumRetryCount);
        container.Memory = Positive(ContainerFacts.Mebibytes(host.Memory));
        container.MemoryReservation = ContainerFacts.Mebibytes(host.MemoryReservation) ?? 0;
        // Twice the memory is the engine's own choice.
        container.MemorySwap = host.MemorySwap is { } swap and not 0 && swap != host.Memory * 2 ? ContainerFacts.Mebibytes(swap) : null;
        container.CpuShares = Positive(host.CpuShares);
        container.CpuSet = Own(host.CpusetCpus, null);
        container.CpuPeriod = Positive(host.CpuPeriod);
        container.CpuQuota = Positive(host.CpuQuota);
        container.Cpus = host.NanoCpus is > 0 and var cpus ? (cpus / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture) : null;
        container.DeviceReadBps = ContainerFacts.Rates(host.BlkioDeviceReadBps);
        container.DeviceReadIops = ContainerFacts.Rates(host.BlkioDeviceReadIOps);
        container.DeviceWriteBps = ContainerFacts.Rates(host.BlkioDeviceWriteBps);
        container.DeviceWriteIops = ContainerFacts.Rates(host.BlkioDeviceWriteIOps);
        container.Privileged = host.Privileged == true ? true : null;
        container.Capabilities = host.CapAdd is { Count: > 0 } || host.CapDrop is { Count: > 0 } ? [new CapabilitiesModel { Add = Filled(host.CapAdd), Drop = Filled(host.CapDrop) }] : [];
        container.UsernsMode = Own(host.UsernsMode, null);
        container.CgroupParent = Own(host.CgroupParent, null);
        container.PidMode = Own(host.PidMode, "private");
        container.Sysctls = Filled(host.Sysctls);
        container.Devices = [.. (host.Devices ?? []).Select(d => new DeviceModel { HostPath = d.PathOnHost, ContainerPath = d.PathInContainer == d.PathOnHost ? null : d.PathInContainer, Permissions = d.CgroupPermissions })];
        container.LogOpts = Filled(host.LogConfig?.Config);
    }

    private static void TakeSurroundings(ContainerModel container, HostSpec host)
    {
        container.PublishAllPorts = host.PublishAllPorts == true ? true : null;
        container.Dns = Filled(host.Dns);
        container.DnsOpts = Filled(host.DnsOptions);
        container.DnsSearch = Filled(host.DnsSearch);
        container.Host = [.. (host.ExtraHosts ?? []).Select(h => h.Split(':', 2)).Where(h => h.Length == 2).Select(h => new HostEntryModel { Host = h[0], Ip = h[1] })];
        container.Volumes = [.. (host.Binds ?? []).Select(Bind)];
        container.Mounts = [.. (host.Mounts ?? []).Select(Mount)];
        container.Tmpfs = Filled(host.Tmpfs);
        container.ReadOnly = host.ReadonlyRootfs ?? false;
        container.StorageOpts = Filled(host.StorageOpt);
    }

    private static void TakeNetworks(ContainerModel container, InspectedContainer found)
    {
        var mode = found.HostConfig.NetworkMode is { Length: > 0 } written and not "default" ? written : "bridge";
        var networks = found.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSpec>();
        // Those that engines put a container into that says nothing.
        var chosen = networks.Where(n => n.Key is not "bridge" and not "podman" and not "host" and not "none").ToList();
        container.NetworkMode = networks.ContainsKey(mode) ? "bridge" : mode;
        container.NetworksAdvanced = [.. chosen.Select(n => new NetworkAttachmentModel
        {
            Name = n.Key,
            Aliases = Filled([.. (n.Value.Aliases ?? []).Where(a => !found.Id.StartsWith(a, StringComparison.Ordinal))]),
            Ipv4Address = Own(n.Value.IPAMConfig?.IPv4Address, null),
            Ipv6Address = Own(n.Value.IPAMConfig?.IPv6Address, null),
        })];
    }

    private static HashSet<string>? Variables(IReadOnlyList<string>? all, IReadOnlyList<string>? ofImage) => Filled(
    [
        .. (all ?? []).Where(v => ofImage?.Contains(v) != true && !AutomaticVariables.Contains(v.Split('=')[0])),
    ]);

    private static List<PortModel> Ports(IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?>? bindings)
    {
        var ports = new List<PortModel>();
        foreach (var (key, bound) in bindings ?? new Dictionary<string, IReadOnlyList<PortBinding>?>())
        {
            var parts = key.Split('/');
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port)) continue;
            foreach (var binding in bound ?? [])
                ports.Add(new PortModel
                {
                    Internal = port,
                    External = int.TryParse(binding.HostPort, NumberStyles.None, CultureInfo.InvariantCulture, out var external) ? external : null,
                    Ip = binding.HostIp is { Length: > 0 } address ? address : "0.0.0.0",
                    Protocol = parts.Length > 1 ? parts[1] : "tcp",
                });
        }
        return [.. ports.OrderBy(p => p.Internal).ThenBy(p => p.Protocol, StringComparer.Ordinal).ThenBy(p => p.External)];
    }

    private static VolumeMountModel Bind(string text)
    {
        var parts = text.Split(':');
        var options = parts.Length > 2 ? parts[2].Split(',') : [];
        var isPath = parts[0].StartsWith('/');
        return new VolumeMountModel
        {
            HostPath = isPath ? parts[0] : null,
            VolumeName = isPath ? null : parts[0],
            ContainerPath = parts.Length > 1 ? parts[1] : null,
            ReadOnly = options.Contains("ro") ? true : null,
            SelinuxRelabel = options.FirstOrDefault(o => o is "z" or "Z"),
        };
    }

    private static MountModel Mount(MountSpec mount) => new()
    {
        Type = mount.Type ?? "bind",
        Target = mount.Target ?? "",
        Source = Own(mount.Source, null),
        ReadOnly = mount.ReadOnly == true ? true : null,
        BindOptions = mount.BindOptions?.Propagation is { Length: > 0 } propagation ? [new BindOptionsModel { Propagation = propagation }] : [],
        TmpfsOptions = mount.TmpfsOptions is { } memory ? [new TmpfsOptionsModel { SizeBytes = Positive(memory.SizeBytes), Mode = (int?)Positive(memory.Mode) }] : [],
        VolumeOptions = mount.VolumeOptions is { } volume
            ? [new VolumeOptionsModel { NoCopy = volume.NoCopy, Labels = LabelModel.FromMap(volume.Labels), DriverName = volume.DriverConfig?.Name, DriverOptions = Filled(volume.DriverConfig?.Options), Subpath = volume.Subpath }]
            : [],
    };

    private static HealthcheckModel Check(HealthcheckSpec check) => new()
    {
        Test = [.. check.Test ?? []],
        Interval = GoDuration.Format(check.Interval),
        Timeout = GoDuration.Format(check.Timeout),
        StartPeriod = GoDuration.Format(check.StartPeriod),
        StartInterval = GoDuration.Format(check.StartInterval),
        Retries = (int)check.Retries,
    };

    private static string? Own(string? value, string? usual) => string.IsNullOrEmpty(value) || value == usual ? null : value;

    private static long? Positive(long? number) => number > 0 ? number : null;

    private static HashSet<string>? Filled(IReadOnlyList<string>? list) => list is { Count: > 0 } ? [.. list] : null;

    private static Dictionary<string, string>? Filled(IReadOnlyDictionary<string, string>? map) => map is { Count: > 0 } ? new Dictionary<string, string>(map) : null;
}
