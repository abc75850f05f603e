using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Images;

/// <summary>docker_image: taken as the engine has it, pulled where it does not have it, or built; and removed.</summary>
internal sealed class ImageResource(TimeProvider clock) : Resource<ImageModel>
{
    protected override ValueTask ValidateAsync(ImageModel config, ValidateContext context, CancellationToken cancellation)
    {
        UnsupportedBuild.Refuse(config.Build, context);
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<ImageModel?> CreateAsync(ImageModel plan, ApplyContext<ImageModel> context, CancellationToken cancellation)
    {
        var connection = context.Client<DockerConnection>();
        var found = await new Deadline(plan.Timeouts?.Create, clock).RunAsync(token => MakeAsync(plan, connection, token), cancellation);
        Describe(plan, found);
        return plan;
    }

    protected override async ValueTask<ImageModel?> ReadAsync(ImageModel state, ReadContext context, CancellationToken cancellation)
    {
        if (await new ImageRequests(context.Client<DockerConnection>()).FindAsync(state.Name, cancellation) is not { } found) return null;
        Describe(state, found);
        return state;
    }

    /// <summary>What is left that does not make another image is about its end.</summary>
    protected override ValueTask<ImageModel?> UpdateAsync(ImageModel plan, ApplyContext<ImageModel> context, CancellationToken cancellation) => new(plan);

    protected override async ValueTask DeleteAsync(ImageModel state, DeleteContext context, CancellationToken cancellation)
    {
        if (state.KeepLocally == true) return;
        var requests = new ImageRequests(context.Client<DockerConnection>());
        await new Deadline(state.Timeouts?.Delete, clock).RunAsync(async token =>
        {
            foreach (var tag in state.Build is [var build, ..] ? build.Tag ?? [] : []) await requests.RemoveAsync(tag, state.ForceRemove ?? false, token);
            await requests.RemoveAsync(state.Name, state.ForceRemove ?? false, token);
            return true;
        }, cancellation);
    }

    /// <summary>By the image's name; reading does the rest.</summary>
    protected override ValueTask ImportAsync(ImportContext<ImageModel> context, CancellationToken cancellation)
    {
        context.Found(new ImageModel { Id = context.Id, Name = context.Id, ImageId = "", RepoDigest = "", Platform = "" });
        return ValueTask.CompletedTask;
    }

    private static async Task<InspectedImage> MakeAsync(ImageModel plan, DockerConnection connection, CancellationToken cancellation)
    {
        var requests = new ImageRequests(connection);
        if (plan.Build is [var build, ..])
        {
            await new ImageBuild(connection).RunAsync(plan.Name, build, cancellation);
        }
        else
        {
            // Something that is to trigger a pull says that what the engine has may be old.
            var isWanted = plan.PullTriggers is { Count: > 0 } || await requests.FindAsync(plan.Name, cancellation) is null;
            if (isWanted) await requests.PullAsync(plan.Name, plan.Platform, cancellation);
        }
        return await requests.FindAsync(plan.Name, cancellation) ?? throw new EngineException($"The engine has no image \"{plan.Name}\", although making it did not fail.");
    }

    private static void Describe(ImageModel image, InspectedImage found)
    {
        image.Id = found.Id + image.Name;
        image.ImageId = found.Id;
        image.RepoDigest = ImageReference.Parse(image.Name).DigestAmong(found.RepoDigests);
    }
}
