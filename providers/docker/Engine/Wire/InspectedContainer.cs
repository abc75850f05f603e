namespace Plumb.Provider.Docker.Engine.Wire;

/// <summary>A container as lists have it.</summary>
internal sealed record ListedContainer
{
    public string Id { get; set; } = "";

    public List<string>? Names { get; init; }

    public string? Image { get; init; }

    public string? ImageID { get; init; }

    public string? Command { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long Created { get; init; }

    public Dictionary<string, string>? Labels { get; init; }

    public string? State { get; init; }

    public string? Status { get; init; }
}

/// <summary>A container as the engine has it.</summary>
internal sealed record InspectedContainer
{
    public string Id { get; set; } = "";

    /// <summary>With a slash before it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The image's id.</summary>
    public string? Image { get; init; }

    public string? Platform { get; init; }

    public ContainerState State { get; set; } = new();

    public ContainerSpec Config { get; set; } = new();

    public HostSpec HostConfig { get; set; } = new();

    public ContainerNetworking? NetworkSettings { get; init; }
}

internal sealed record ContainerState
{
    public string? Status { get; init; }

    public bool Running { get; init; }

    public bool Restarting { get; init; }

    public long ExitCode { get; init; }

    public string? Error { get; init; }

    public ContainerHealth? Health { get; init; }

    /// <summary>Also between two attempts of its restart policy.</summary>
    public bool IsUp => Running || Restarting;
}

internal sealed record ContainerHealth
{
    public string? Status { get; init; }
}

internal sealed record ContainerNetworking
{
    public string? Bridge { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?>? Ports { get; init; }

    public IReadOnlyDictionary<string, EndpointSpec>? Networks { get; init; }
}
