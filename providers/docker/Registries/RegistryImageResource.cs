using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Images;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Registries;

/// <summary>docker_registry_image: pushed by the engine, built before where that is asked for; looked for and deleted in its registry.</summary>
internal sealed class RegistryImageResource(TimeProvider clock) : Resource<RegistryImageModel>
{
    protected override ValueTask ValidateAsync(RegistryImageModel config, ValidateContext context, CancellationToken cancellation)
    {
        UnsupportedBuild.Refuse(config.Build, context);
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<RegistryImageModel?> CreateAsync(RegistryImageModel plan, ApplyContext<RegistryImageModel> context, CancellationToken cancellation)
    {
        var connection = context.Client<DockerConnection>();
        var credentials = RegistryAuthConfig.Choose(plan.AuthConfig, connection.Credentials);
        plan.Sha256Digest = await new Deadline(plan.Timeouts?.Create, clock).RunAsync(async token =>
        {
            if (plan.Build is [var build, ..]) await new ImageBuild(connection).RunAsync(plan.Name, build, token);
            await new ImageRequests(connection).PushAsync(plan.Name, credentials, token);
            return await DigestAsync(plan, credentials, token);
        }, cancellation) ?? throw new EngineException($"The image \"{plan.Name}\" was pushed, and its registry does not show it to this user.");
        plan.Id = plan.Sha256Digest;
        return plan;
    }

    protected override async ValueTask<RegistryImageModel?> ReadAsync(RegistryImageModel state, ReadContext context, CancellationToken cancellation)
    {
        if (await DigestAsync(state, RegistryAuthConfig.Choose(state.AuthConfig, context.Client<DockerConnection>().Credentials), cancellation) is not { } digest) return null;
        state.Sha256Digest = digest;
        return state;
    }

    /// <summary>What is left that does not push the image anew is how the registry is spoken to.</summary>
    protected override ValueTask<RegistryImageModel?> UpdateAsync(RegistryImageModel plan, ApplyContext<RegistryImageModel> context, CancellationToken cancellation) => new(plan);

    protected override async ValueTask DeleteAsync(RegistryImageModel state, DeleteContext context, CancellationToken cancellation)
    {
        if (state.KeepRemotely) return;
        using var registry = new RegistryClient(RegistryAuthConfig.Choose(state.AuthConfig, context.Client<DockerConnection>().Credentials), state.InsecureSkipVerify);
        await new Deadline(state.Timeouts?.Delete, clock).RunAsync(async token =>
        {
            await registry.DeleteAsync(ImageReference.Parse(state.Name), state.Sha256Digest, token);
            return true;
        }, cancellation);
    }

    private static async Task<string?> DigestAsync(RegistryImageModel image, RegistryCredentials credentials, CancellationToken cancellation)
    {
        using var registry = new RegistryClient(credentials, image.InsecureSkipVerify);
        return await registry.FindDigestAsync(ImageReference.Parse(image.Name), cancellation);
    }
}
