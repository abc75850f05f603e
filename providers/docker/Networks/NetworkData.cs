using Plumb.Core.Values;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Networks;

/// <summary>A network that exists already.</summary>
[DataSource("docker_network")]
internal sealed partial class NetworkDataModel
{
    [Computed]
    public string Id { get; set; }

    /// <summary>The name of the network.</summary>
    [Required]
    public string Name { get; set; }

    [Computed]
    public string Driver { get; set; }

    [Computed]
    public Dictionary<string, string> Options { get; set; }

    [Computed]
    public bool Internal { get; set; }

    [Computed, Set, PlainObject]
    public List<AddressPoolModel> IpamConfig { get; set; }

    [Computed]
    public string Scope { get; set; }

    /// <summary>The containers in the network.</summary>
    [Computed, PlainObject]
    public List<NetworkMemberModel> Containers { get; set; }
}

/// <summary>A container in a network.</summary>
[Model]
internal sealed partial class NetworkMemberModel
{
    [Computed]
    public string ContainerId { get; set; }

    [Computed]
    public string Name { get; set; }

    [Computed]
    public string EndpointId { get; set; }

    [Computed]
    public string MacAddress { get; set; }

    [Computed]
    public string Ipv4Address { get; set; }

    [Computed]
    public string Ipv6Address { get; set; }
}

internal sealed class NetworkData : DataSource<NetworkDataModel>
{
    protected override async ValueTask<NetworkDataModel?> ReadAsync(NetworkDataModel config, DataContext context, CancellationToken cancellation)
    {
        var query = new Query($"/networks/{Uri.EscapeDataString(config.Name)}");
        if (await context.Client<DockerConnection>().Engine.FindAsync(query, WireContext.Default.InspectedNetwork, cancellation) is not { } found)
        {
            context.Error("Docker network not found", $"The engine has no network \"{config.Name}\".", ValuePath.Root.Attribute("name"));
            return null;
        }
        config.Id = found.Id;
        config.Driver = found.Driver ?? "";
        config.Options = new Dictionary<string, string>(found.Options ?? new Dictionary<string, string>());
        config.Internal = found.Internal;
        config.IpamConfig = AddressPools.FromEngine(found.IPAM?.Config);
        config.Scope = found.Scope ?? "";
        config.Containers = [.. (found.Containers ?? new Dictionary<string, NetworkMember>()).OrderBy(c => c.Key, StringComparer.Ordinal).Select(Member)];
        return config;
    }

    private static NetworkMemberModel Member(KeyValuePair<string, NetworkMember> member) => new()
    {
        ContainerId = member.Key,
        Name = member.Value.Name ?? "",
        EndpointId = member.Value.EndpointID ?? "",
        MacAddress = member.Value.MacAddress ?? "",
        Ipv4Address = member.Value.IPv4Address ?? "",
        Ipv6Address = member.Value.IPv6Address ?? "",
    };
}
