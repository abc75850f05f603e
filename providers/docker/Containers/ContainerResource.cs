using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Containers;

/// <summary>docker_container: made, started, changed in its limits, and removed. A container found stopped that is to run is started again.</summary>
internal sealed class ContainerResource(TimeProvider clock) : Resource<ContainerModel>
{
    protected override ValueTask PlanAsync(PlanContext<ContainerModel> context, CancellationToken cancellation)
    {
        if (context.Prior is not { } prior) return ValueTask.CompletedTask;
        // The rules are in the blocks, and one that is no longer there has none.
        if (prior.Ports.Count != context.Planned.Ports.Count) context.RequireReplace(ContainerModel.Paths.Ports);
        if (IsStarted(prior, context.Planned))
        {
            context.MarkUnknown(ContainerModel.Paths.ExitCode);
            context.MarkUnknown(ContainerModel.Paths.NetworkData);
        }
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<ContainerModel?> CreateAsync(ContainerModel plan, ApplyContext<ContainerModel> context, CancellationToken cancellation)
    {
        await new Deadline(plan.Timeouts?.Create, clock).RunAsync(token => CreateAsync(plan, context, RequestsOf(context), token), cancellation);
        return plan;
    }

    protected override async ValueTask<ContainerModel?> ReadAsync(ContainerModel state, ReadContext context, CancellationToken cancellation)
    {
        if (await RequestsOf(context).FindAsync(state.Id, cancellation) is not { } found) return null;
        var engine = context.Client<DockerConnection>().Engine;
        if (state.Name.Length == 0)
        {
            var image = await engine.FindAsync(new Query($"/images/{Uri.EscapeDataString(found.Image ?? "")}/json"), WireContext.Default.InspectedImage, cancellation);
            return ContainerImport.Describe(found, image?.Config ?? new ContainerSpec());
        }
        ContainerFacts.Refresh(state, found);
        state.NetworksAdvanced = await StillJoinedAsync(state.NetworksAdvanced, found.NetworkSettings?.Networks, engine, cancellation);
        return state;
    }

    protected override async ValueTask<ContainerModel?> UpdateAsync(ContainerModel plan, ApplyContext<ContainerModel> context, CancellationToken cancellation)
    {
        var prior = context.Prior ?? plan;
        await new Deadline(plan.Timeouts?.Update, clock).RunAsync(token => UpdateAsync(prior, plan, context, RequestsOf(context), token), cancellation);
        return plan;
    }

    protected override async ValueTask DeleteAsync(ContainerModel state, DeleteContext context, CancellationToken cancellation)
    {
        var requests = RequestsOf(context);
        await new Deadline(state.Timeouts?.Delete, clock).RunAsync(async token =>
        {
            if (state.DestroyGraceSeconds is > 0 and var seconds) await StopAsync(requests, state.Id, seconds, token);
            await requests.RemoveAsync(state.Id, state.RemoveVolumes, token);
            return true;
        }, cancellation);
    }

    private async Task<bool> CreateAsync(ContainerModel plan, ApplyContext<ContainerModel> context, ContainerRequests requests, CancellationToken cancellation)
    {
        plan.Id = await requests.CreateAsync(plan.Name, plan.Platform, ContainerRequest.Of(plan), cancellation);
        context.Save(plan);
        foreach (var network in ContainerRequest.LaterNetworks(plan)) await requests.ConnectAsync(network.Name, plan.Id, ContainerRequest.Endpoint(network), cancellation);
        if (plan.Upload.Count > 0)
        {
            await using var files = await ContainerUploads.PackAsync(plan.Upload, clock, cancellation);
            await requests.UploadAsync(plan.Id, files, cancellation);
        }
        if (plan.Start) await new ContainerStart(requests, clock).RunAsync(plan, context, cancellation);
        if (await requests.FindAsync(plan.Id, cancellation) is { } found) ContainerFacts.Complete(plan, found);
        return true;
    }

    private async Task<bool> UpdateAsync(ContainerModel prior, ContainerModel plan, ApplyContext<ContainerModel> context, ContainerRequests requests, CancellationToken cancellation)
    {
        await ContainerChange.ApplyAsync(requests, prior, plan, cancellation);
        if (!IsStarted(prior, plan)) return true;
        await new ContainerStart(requests, clock).RunAsync(plan, context, cancellation);
        // Ports were planned as they are stored; that the engine has chosen others now is for the next reading to find.
        var ports = plan.Ports.Select(p => p.External).ToList();
        if (await requests.FindAsync(plan.Id, cancellation) is { } found) ContainerFacts.Complete(plan, found);
        for (var i = 0; i < ports.Count; i++) plan.Ports[i].External = ports[i];
        return true;
    }

    private static bool IsStarted(ContainerModel prior, ContainerModel plan) => prior is not { MustRun: true, Start: true } && plan is { MustRun: true, Start: true };

    private static async Task StopAsync(ContainerRequests requests, string id, int seconds, CancellationToken cancellation)
    {
        try
        {
            await requests.StopAsync(id, seconds, cancellation);
        }
        catch (EngineException e) when (e.IsMissing || e.IsConflict)
        {
            // It is gone, or going: removing it is what counts.
        }
    }

    /// <summary>A network that the container was taken out of is no longer said to be one of its networks.</summary>
    private static async Task<List<NetworkAttachmentModel>> StillJoinedAsync(List<NetworkAttachmentModel> attachments, IReadOnlyDictionary<string, EndpointSpec>? joined, EngineClient engine, CancellationToken cancellation)
    {
        if (joined is null) return attachments;
        var still = new List<NetworkAttachmentModel>(attachments.Count);
        foreach (var attachment in attachments)
            if (joined.ContainsKey(attachment.Name) || joined.Values.Any(n => n.NetworkID == attachment.Name) || await IsAmongAsync(attachment.Name)) still.Add(attachment);
        return still;

        // Configurations name networks by id too, and Podman says names only.
        async Task<bool> IsAmongAsync(string id) =>
            await engine.FindAsync(new Query($"/networks/{Uri.EscapeDataString(id)}"), WireContext.Default.InspectedNetwork, cancellation) is { } network
            && (joined.ContainsKey(network.Name) || joined.Values.Any(n => n.NetworkID == network.Id));
    }

    private static ContainerRequests RequestsOf(OperationContext context) => new(context.Client<DockerConnection>().Engine);
}
