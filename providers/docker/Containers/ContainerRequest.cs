using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Containers;

/// <summary>A planned container as the engine wants to be asked for it. What is not configured is not said.</summary>
internal static class ContainerRequest
{
    private static readonly EmptyObject Nothing = new();

    public static ContainerSpec Of(ContainerModel plan)
    {
        var (mode, first) = Networking(plan);
        return new ContainerSpec
        {
            Image = plan.Image,
            Hostname = plan.Hostname,
            Domainname = plan.Domainname,
            User = plan.User,
            Tty = plan.Tty,
            OpenStdin = plan.StdinOpen,
            Env = List(plan.Env),
            Cmd = plan.Command,
            Entrypoint = plan.Entrypoint,
            WorkingDir = plan.WorkingDir,
            Labels = LabelModel.ToMap(plan.Labels),
            StopSignal = plan.StopSignal,
            StopTimeout = plan.StopTimeout,
            Healthcheck = plan.Healthcheck is [var check, ..] ? Check(check) : null,
            ExposedPorts = plan.Ports is { Count: > 0 } ports ? ports.Select(p => p.ToKey()).Distinct().ToDictionary(k => k, _ => Nothing) : null,
            Volumes = AnonymousVolumes(plan.Volumes),
            HostConfig = HostRequest.Of(plan) with { NetworkMode = mode },
            NetworkingConfig = first is null ? null : new NetworkingSpec { EndpointsConfig = new Dictionary<string, EndpointSpec> { [first.Name] = Endpoint(first) } },
        };
    }

    /// <summary>The networks that the container joins after it is made: engines before version 25 take one at first.</summary>
    public static IEnumerable<NetworkAttachmentModel> LaterNetworks(ContainerModel plan) =>
        Networking(plan).First is null ? plan.NetworksAdvanced : plan.NetworksAdvanced.Skip(1);

    public static EndpointSpec Endpoint(NetworkAttachmentModel network) => new()
    {
        Aliases = List(network.Aliases),
        MacAddress = network.MacAddress,
        GwPriority = network.GwPriority,
        DriverOpts = network.DriverOpts is { Count: > 0 } options
            ? options.Select(o => o.Split('=', 2)).ToDictionary(o => o[0], o => o.Length > 1 ? o[1] : "", StringComparer.Ordinal)
            : null,
        IPAMConfig = network.Ipv4Address is null && network.Ipv6Address is null && network.LinkLocalIps is null
            ? null
            : new EndpointAddresses { IPv4Address = network.Ipv4Address, IPv6Address = network.Ipv6Address, LinkLocalIPs = List(network.LinkLocalIps) },
    };

    public static IReadOnlyList<string>? List(IReadOnlyCollection<string>? set) => set is null ? null : [.. set];

    /// <summary>A container in networks of its own is not in the engine's usual one: the first of them takes its place.</summary>
    private static (string Mode, NetworkAttachmentModel? First) Networking(ContainerModel plan) =>
        plan.NetworkMode is "bridge" or "" && plan.NetworksAdvanced is [var first, ..] ? (first.Name, first) : (plan.NetworkMode, null);

    private static Dictionary<string, EmptyObject>? AnonymousVolumes(List<VolumeMountModel> volumes)
    {
        var paths = volumes.Where(v => v is { HostPath: null, VolumeName: null, FromContainer: null, ContainerPath.Length: > 0 }).Select(v => v.ContainerPath ?? "").Distinct().ToList();
        return paths.Count == 0 ? null : paths.ToDictionary(p => p, _ => Nothing);
    }

    private static HealthcheckSpec Check(HealthcheckModel check) => new()
    {
        Test = check.Test,
        Interval = Nanoseconds(check.Interval),
        Timeout = Nanoseconds(check.Timeout),
        StartPeriod = Nanoseconds(check.StartPeriod),
        StartInterval = Nanoseconds(check.StartInterval),
        Retries = check.Retries,
    };

    private static long Nanoseconds(string text) => GoDuration.TryParse(text, out var nanoseconds) ? nanoseconds : 0;
}
