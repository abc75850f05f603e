using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Networks;

/// <summary>docker_network: made and removed, never changed.</summary>
internal sealed class NetworkResource : Resource<NetworkModel>
{
    protected override async ValueTask<NetworkModel?> CreateAsync(NetworkModel plan, ApplyContext<NetworkModel> context, CancellationToken cancellation)
    {
        var engine = context.Client<DockerConnection>().Engine;
        var made = await engine.PostAsync(new Query("/networks/create"), SpecOf(plan), WireContext.Default.NetworkSpec, WireContext.Default.CreatedObject, cancellation);
        plan.Id = made.Id;
        context.Save(plan);
        Describe(plan, await engine.GetAsync(At(made.Id), WireContext.Default.InspectedNetwork, cancellation));
        return plan;
    }

    protected override async ValueTask<NetworkModel?> ReadAsync(NetworkModel state, ReadContext context, CancellationToken cancellation)
    {
        var engine = context.Client<DockerConnection>().Engine;
        if (await engine.FindAsync(At(state.Id), WireContext.Default.InspectedNetwork, cancellation) is not { } network) return null;
        if (state.Name.Length == 0) return Imported(network);
        Describe(state, network);
        return state;
    }

    protected override async ValueTask DeleteAsync(NetworkModel state, DeleteContext context, CancellationToken cancellation) =>
        await context.Client<DockerConnection>().Engine.DeleteAsync(At(state.Id), cancellation);

    private static Query At(string id) => new($"/networks/{Uri.EscapeDataString(id)}");

    private static NetworkSpec SpecOf(NetworkModel plan) => new()
    {
        Name = plan.Name,
        Driver = plan.Driver,
        Internal = plan.Internal,
        Attachable = plan.Attachable,
        Ingress = plan.Ingress,
        EnableIPv6 = plan.Ipv6,
        IPAM = plan.IpamDriver != "default" || plan.IpamOptions is not null || plan.IpamConfig is { Count: > 0 }
            ? new AddressManagement { Driver = plan.IpamDriver, Options = plan.IpamOptions, Config = AddressPools.ToEngine(plan.IpamConfig) }
            : null,
        Options = plan.Options,
        Labels = LabelModel.ToMap(plan.Labels),
    };

    /// <summary>Fills in what the engine chose. What was configured stays as it was written: a network cannot change under its id.</summary>
    private static void Describe(NetworkModel network, InspectedNetwork found)
    {
        network.Id = found.Id;
        network.Driver ??= found.Driver ?? "";
        network.Options ??= new Dictionary<string, string>(found.Options ?? new Dictionary<string, string>());
        network.Internal ??= found.Internal;
        network.IpamConfig ??= AddressPools.FromEngine(found.IPAM?.Config);
        network.Scope = found.Scope ?? "";
    }

    private static NetworkModel Imported(InspectedNetwork found)
    {
        var network = new NetworkModel
        {
            Name = found.Name,
            Labels = LabelModel.FromMap(found.Labels),
            Attachable = found.Attachable ? true : null,
            Ingress = found.Ingress ? true : null,
            Ipv6 = found.EnableIPv6 ? true : null,
            IpamDriver = found.IPAM?.Driver is { Length: > 0 } driver ? driver : "default",
        };
        Describe(network, found);
        return network;
    }
}
