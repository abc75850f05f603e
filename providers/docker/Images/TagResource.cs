using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Images;

/// <summary>docker_tag: gives an image a name, and again where the name is gone or another image has it by now.</summary>
internal sealed class TagResource : Resource<TagModel>
{
    protected override async ValueTask<TagModel?> CreateAsync(TagModel plan, ApplyContext<TagModel> context, CancellationToken cancellation)
    {
        var requests = new ImageRequests(context.Client<DockerConnection>());
        await requests.TagAsync(plan.SourceImage, plan.TargetImage, cancellation);
        var named = await requests.FindAsync(plan.TargetImage, cancellation) ?? throw new EngineException($"The engine has no image \"{plan.TargetImage}\", although naming one so did not fail.");
        (plan.Id, plan.SourceImageId) = ($"{plan.SourceImage}.{plan.TargetImage}", named.Id);
        return plan;
    }

    protected override async ValueTask<TagModel?> ReadAsync(TagModel state, ReadContext context, CancellationToken cancellation) =>
        await new ImageRequests(context.Client<DockerConnection>()).FindAsync(state.TargetImage, cancellation) is { } found && found.Id == state.SourceImageId ? state : null;

    /// <summary>Images may be in use under any of their names, so the name stays.</summary>
    protected override ValueTask DeleteAsync(TagModel state, DeleteContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}
