namespace Plumb.Provider.Docker.Engine.Wire;

/// <summary>A container as the engine has it.</summary>
internal sealed record InspectedContainer
{
    public string Id { get; init; } = "";

    /// <summary>With a slash before it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The image's id.</summary>
    public string? Image { get; init; }

    public string? Platform { get; init; }

    public ContainerState State { get; init; } = new();

    public ContainerSpec Config { get; init; } = new();

    public HostSpec HostConfig { get; init; } = new();

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
