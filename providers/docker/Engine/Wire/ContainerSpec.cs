namespace Plumb.Provider.Docker.Engine.Wire;

/// <summary>What a container runs. The engine takes it when the container is made, together with the host's part and the networks, and shows it again.</summary>
internal sealed record ContainerSpec
{
    public string? Hostname { get; init; }

    public string? Domainname { get; init; }

    public string? User { get; init; }

    public bool? Tty { get; init; }

    public bool? OpenStdin { get; init; }

    public IReadOnlyDictionary<string, EmptyObject>? ExposedPorts { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public HealthcheckSpec? Healthcheck { get; init; }

    public string? Image { get; init; }

    public IReadOnlyDictionary<string, EmptyObject>? Volumes { get; init; }

    public string? WorkingDir { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? StopSignal { get; init; }

    /// <summary>Seconds.</summary>
    public long? StopTimeout { get; init; }

    public HostSpec? HostConfig { get; init; }

    public NetworkingSpec? NetworkingConfig { get; init; }
}

internal sealed record EmptyObject;

/// <summary>Times are in nanoseconds.</summary>
internal sealed record HealthcheckSpec
{
    public IReadOnlyList<string>? Test { get; init; }

    public long Interval { get; init; }

    public long Timeout { get; init; }

    public long StartPeriod { get; init; }

    public long StartInterval { get; init; }

    public long Retries { get; init; }
}

internal sealed record NetworkingSpec
{
    public IReadOnlyDictionary<string, EndpointSpec>? EndpointsConfig { get; init; }
}

/// <summary>A container's place in a network: what is asked for, and what the engine gave.</summary>
internal sealed record EndpointSpec
{
    public EndpointAddresses? IPAMConfig { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    public string? MacAddress { get; init; }

    public IReadOnlyDictionary<string, string>? DriverOpts { get; init; }

    public long? GwPriority { get; init; }

    public string? NetworkID { get; init; }

    public string? Gateway { get; init; }

    public string? IPAddress { get; init; }

    public long? IPPrefixLen { get; init; }

    public string? IPv6Gateway { get; init; }

    public string? GlobalIPv6Address { get; init; }

    public long? GlobalIPv6PrefixLen { get; init; }
}

internal sealed record EndpointAddresses
{
    public string? IPv4Address { get; init; }

    public string? IPv6Address { get; init; }

    public IReadOnlyList<string>? LinkLocalIPs { get; init; }
}
