using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Volumes;

/// <summary>docker_volume: made and removed, never changed.</summary>
internal sealed class VolumeResource : Resource<VolumeModel>
{
    protected override async ValueTask<VolumeModel?> CreateAsync(VolumeModel plan, ApplyContext<VolumeModel> context, CancellationToken cancellation)
    {
        var spec = new VolumeSpec { Name = plan.Name, Driver = plan.Driver, DriverOpts = plan.DriverOpts, Labels = LabelModel.ToMap(plan.Labels) };
        var made = await context.Client<DockerConnection>().Engine.PostAsync(new Query("/volumes/create"), spec, WireContext.Default.VolumeSpec, WireContext.Default.InspectedVolume, cancellation);
        Describe(plan, made);
        return plan;
    }

    protected override async ValueTask<VolumeModel?> ReadAsync(VolumeModel state, ReadContext context, CancellationToken cancellation)
    {
        if (await context.Client<DockerConnection>().Engine.FindAsync(At(state.Id), WireContext.Default.InspectedVolume, cancellation) is not { } found) return null;
        if (string.IsNullOrEmpty(state.Name))
        {
            state.Labels = LabelModel.FromMap(found.Labels);
            state.DriverOpts = found.Options is { Count: > 0 } options ? new Dictionary<string, string>(options) : null;
        }
        Describe(state, found);
        return state;
    }

    protected override async ValueTask DeleteAsync(VolumeModel state, DeleteContext context, CancellationToken cancellation) =>
        await context.Client<DockerConnection>().Engine.DeleteAsync(At(state.Id), cancellation);

    private static Query At(string name) => new($"/volumes/{Uri.EscapeDataString(name)}");

    private static void Describe(VolumeModel volume, InspectedVolume found)
    {
        volume.Id = found.Name;
        volume.Name ??= found.Name;
        volume.Driver ??= found.Driver ?? "local";
        volume.Mountpoint = found.Mountpoint ?? "";
    }
}
