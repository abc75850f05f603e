namespace Plumb.Provider.Docker.Engine.Wire;

/// <summary>A network to make.</summary>
internal sealed record NetworkSpec
{
    public required string Name { get; init; }

    public string? Driver { get; init; }

    public bool? Internal { get; init; }

    public bool? Attachable { get; init; }

    public bool? Ingress { get; init; }

    public bool? EnableIPv6 { get; init; }

    public AddressManagement? IPAM { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

internal sealed record AddressManagement
{
    public string? Driver { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public IReadOnlyList<AddressPool>? Config { get; init; }
}

internal sealed record AddressPool
{
    public string? Subnet { get; init; }

    public string? IPRange { get; init; }

    public string? Gateway { get; init; }

    public IReadOnlyDictionary<string, string>? AuxiliaryAddresses { get; init; }
}

internal sealed record NetworkConnection(string Container, EndpointSpec EndpointConfig);

/// <summary>A network as the engine has it.</summary>
internal sealed record InspectedNetwork
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string? Scope { get; init; }

    public string? Driver { get; init; }

    public bool EnableIPv6 { get; init; }

    public bool Internal { get; init; }

    public bool Attachable { get; init; }

    public bool Ingress { get; init; }

    public AddressManagement? IPAM { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>By the containers' ids.</summary>
    public IReadOnlyDictionary<string, NetworkMember>? Containers { get; init; }
}

internal sealed record NetworkMember
{
    public string? Name { get; init; }

    public string? EndpointID { get; init; }

    public string? MacAddress { get; init; }

    public string? IPv4Address { get; init; }

    public string? IPv6Address { get; init; }
}
