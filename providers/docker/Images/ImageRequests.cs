using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Images;

/// <summary>The engine's requests about images, by name or id.</summary>
internal sealed class ImageRequests(DockerConnection connection)
{
    // Podman reads an image's names, changes them and writes them all back, and of two changes at once it forgets one. Two
    // connections may lead to one engine, so there is one turn for the whole process; a change takes some milliseconds.
    private static readonly SemaphoreSlim s_naming = new(1);

    /// <summary>Null where the engine has none.</summary>
    public Task<InspectedImage?> FindAsync(string name, CancellationToken cancellation) =>
        connection.Engine.FindAsync(new Query($"/images/{Path(name)}/json"), WireContext.Default.InspectedImage, cancellation);

    public async Task PullAsync(string name, string platform, CancellationToken cancellation)
    {
        var image = ImageReference.Parse(name);
        var query = new Query("/images/create").With("fromImage", image.Name).With("tag", image.Version).With("platform", platform.Length == 0 ? null : platform);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (await connection.Credentials.HeaderAsync(image.Registry, cancellation) is { } login) headers["X-Registry-Auth"] = login;
        using var response = await connection.Engine.SendAsync(HttpMethod.Post, query, headers, null, cancellation);
        await ProgressStream.FollowAsync(response, cancellation);
    }

    /// <summary>Sends an image that the engine has to the registry that its name says.</summary>
    public async Task PushAsync(string name, RegistryCredentials credentials, CancellationToken cancellation)
    {
        var image = ImageReference.Parse(name);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Registry-Auth"] = await credentials.AnyHeaderAsync(image.Registry, cancellation) };
        using var response = await connection.Engine.SendAsync(HttpMethod.Post, new Query($"/images/{Path(image.Name)}/push").With("tag", image.Version), headers, null, cancellation);
        await ProgressStream.FollowAsync(response, cancellation);
    }

    /// <summary>Gives an image that the engine has one more name.</summary>
    public Task TagAsync(string image, string name, CancellationToken cancellation)
    {
        var target = ImageReference.Parse(name);
        return InTurnAsync(() => connection.Engine.PostAsync(new Query($"/images/{Path(image)}/tag").With("repo", target.Name).With("tag", target.Version), cancellation), cancellation);
    }

    /// <summary>Takes the name away, and the image with its last one. What is gone already is removed.</summary>
    public Task RemoveAsync(string name, bool force, CancellationToken cancellation) =>
        InTurnAsync(() => connection.Engine.DeleteAsync(new Query($"/images/{Path(name)}").With("force", force), cancellation), cancellation);

    private static async Task InTurnAsync(Func<Task> change, CancellationToken cancellation)
    {
        await s_naming.WaitAsync(cancellation);
        try
        {
            await change();
        }
        finally
        {
            s_naming.Release();
        }
    }

    // Slashes are part of the path, as engines route them.
    private static string Path(string name) => Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);
}
