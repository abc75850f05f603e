using System.Globalization;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Containers;

/// <summary>
/// What of a container can be known only from the engine. Most arguments cannot change under a container's id and stay as
/// they were written; those that can are compared, and taken from the engine where it says something else.
/// </summary>
internal static class ContainerFacts
{
    /// <summary>What the engine chose when the container was made.</summary>
    public static void Complete(ContainerModel container, InspectedContainer found)
    {
        container.Platform ??= found.Platform ?? "";
        container.Command ??= [.. found.Config.Cmd ?? []];
        container.Entrypoint ??= [.. found.Config.Entrypoint ?? []];
        container.Hostname ??= found.Config.Hostname ?? "";
        container.StopSignal ??= found.Config.StopSignal ?? "";
        container.StopTimeout ??= found.Config.StopTimeout ?? 0;
        container.ShmSize ??= (found.HostConfig.ShmSize ?? 0) / HostRequest.Mebibyte;
        container.SecurityOpts ??= [.. found.HostConfig.SecurityOpt ?? []];
        container.Runtime ??= found.HostConfig.Runtime ?? "";
        container.Init ??= found.HostConfig.Init ?? false;
        container.IpcMode ??= found.HostConfig.IpcMode ?? "";
        container.LogDriver ??= found.HostConfig.LogConfig?.Type ?? "";
        container.Bridge ??= found.NetworkSettings?.Bridge ?? "";
        container.NetworkData = Addresses(found.NetworkSettings);
        TakePorts(container, found);
        TakeEnd(container, found.State);
    }

    /// <summary>What may have become of it since.</summary>
    public static void Refresh(ContainerModel container, InspectedContainer found)
    {
        Complete(container, found);
        container.Name = found.Name.TrimStart('/');
        // The next plan finds it stopped and starts it.
        if (container is { MustRun: true, Start: true, Attach: false } && !found.State.IsUp) container.MustRun = false;
        RefreshLimits(container, found.HostConfig);
    }

    public static string RestartOf(HostSpec host) => host.RestartPolicy?.Name is { Length: > 0 } name ? name : "no";

    public static List<DeviceRateModel> Rates(IReadOnlyList<ThrottledDevice>? rates) =>
        [.. (rates ?? []).Select(r => new DeviceRateModel { Path = r.Path, Rate = r.Rate })];

    public static long? Mebibytes(long? bytes) => bytes > 0 ? bytes / HostRequest.Mebibyte : bytes;

    private static void RefreshLimits(ContainerModel container, HostSpec host)
    {
        // Podman says nothing of a policy that it has.
        if (host.RestartPolicy?.Name is { Length: > 0 }) container.Restart = RestartOf(host);
        container.MaxRetryCount = Same(container.MaxRetryCount, host.RestartPolicy?.MaximumRetryCount);
        container.Memory = Same(container.Memory, Mebibytes(host.Memory));
        container.MemoryReservation = Mebibytes(host.MemoryReservation) ?? 0;
        container.CpuShares = Same(container.CpuShares, host.CpuShares);
        container.CpuPeriod = container.Cpus is null ? Same(container.CpuPeriod, host.CpuPeriod) : container.CpuPeriod;
        container.CpuQuota = container.Cpus is null ? Same(container.CpuQuota, host.CpuQuota) : container.CpuQuota;
        if ((container.CpuSet ?? "") != (host.CpusetCpus ?? "")) container.CpuSet = host.CpusetCpus;
        // The engine sets a limit of its own where only memory is limited.
        if (container.MemorySwap is not null) container.MemorySwap = Same(container.MemorySwap, Mebibytes(host.MemorySwap));
        container.DeviceReadBps = Rates(host.BlkioDeviceReadBps);
        container.DeviceReadIops = Rates(host.BlkioDeviceReadIOps);
        container.DeviceWriteBps = Rates(host.BlkioDeviceWriteBps);
        container.DeviceWriteIops = Rates(host.BlkioDeviceWriteIOps);
    }

    /// <summary>Nothing and zero are the same to the engine: what was written stays.</summary>
    private static long? Same(long? written, long? found) => (written ?? 0) == (found ?? 0) ? written : found;

    private static void TakeEnd(ContainerModel container, ContainerState state)
    {
        if (!state.IsUp && state.Status is not "created" and not "configured") container.ExitCode = state.ExitCode;
    }

    /// <summary>Ports that the engine chose change when the container starts again.</summary>
    private static void TakePorts(ContainerModel container, InspectedContainer found)
    {
        var published = (found.NetworkSettings?.Ports ?? new Dictionary<string, IReadOnlyList<PortBinding>?>())
            .ToDictionary(p => p.Key, p => p.Value?.ToList() ?? [], StringComparer.Ordinal);
        foreach (var port in container.Ports)
        {
            if (!published.TryGetValue(port.ToKey(), out var bindings)) continue;
            var binding = bindings.Find(b => PortOf(b) == port.External && IsAt(b, port.Ip)) ?? bindings.Find(b => IsAt(b, port.Ip)) ?? bindings.FirstOrDefault();
            if (binding is null) continue;
            bindings.Remove(binding);
            port.External = PortOf(binding) ?? port.External;
        }
    }

    private static int? PortOf(PortBinding binding) => int.TryParse(binding.HostPort, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;

    private static bool IsAt(PortBinding binding, string address) => (binding.HostIp is { Length: > 0 } host ? host : "0.0.0.0") == address;

    private static List<NetworkAddressModel> Addresses(ContainerNetworking? networking) =>
    [
        .. (networking?.Networks ?? new Dictionary<string, EndpointSpec>()).OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => new NetworkAddressModel
        {
            NetworkName = n.Key,
            IpAddress = n.Value.IPAddress ?? "",
            IpPrefixLength = n.Value.IPPrefixLen ?? 0,
            Gateway = n.Value.Gateway ?? "",
            GlobalIpv6Address = n.Value.GlobalIPv6Address ?? "",
            GlobalIpv6PrefixLength = n.Value.GlobalIPv6PrefixLen ?? 0,
            Ipv6Gateway = n.Value.IPv6Gateway ?? "",
            MacAddress = n.Value.MacAddress ?? "",
        }),
    ];
}
