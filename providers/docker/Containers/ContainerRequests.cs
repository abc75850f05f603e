using System.Net;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Containers;

/// <summary>The engine's requests about containers, by id or name.</summary>
internal sealed class ContainerRequests(EngineClient engine)
{
    private const int RemovalAttempts = 5;

    public async Task<string> CreateAsync(string name, string? platform, ContainerSpec spec, CancellationToken cancellation)
    {
        var query = new Query("/containers/create").With("name", name).With("platform", platform);
        return (await engine.PostAsync(query, spec, WireContext.Default.ContainerSpec, WireContext.Default.CreatedObject, cancellation)).Id;
    }

    /// <summary>Null where there is none.</summary>
    public Task<InspectedContainer?> FindAsync(string id, CancellationToken cancellation) =>
        engine.FindAsync(At(id, "/json"), WireContext.Default.InspectedContainer, cancellation);

    /// <summary>All, running or not.</summary>
    public Task<List<ListedContainer>> ListAsync(CancellationToken cancellation) =>
        engine.GetAsync(new Query("/containers/json").With("all", true), WireContext.Default.ListListedContainer, cancellation);

    public Task StartAsync(string id, CancellationToken cancellation) => engine.PostAsync(At(id, "/start"), cancellation);

    public Task StopAsync(string id, int seconds, CancellationToken cancellation) => engine.PostAsync(At(id, "/stop").With("t", seconds), cancellation);

    public Task ChangeAsync(string id, ContainerLimits limits, CancellationToken cancellation) =>
        engine.PostAsync(At(id, "/update"), limits, WireContext.Default.ContainerLimits, cancellation);

    public Task ConnectAsync(string network, string id, EndpointSpec endpoint, CancellationToken cancellation) =>
        engine.PostAsync(new Query($"/networks/{Uri.EscapeDataString(network)}/connect"), new NetworkConnection(id, endpoint), WireContext.Default.NetworkConnection, cancellation);

    public async Task UploadAsync(string id, Stream archive, CancellationToken cancellation) =>
        (await engine.SendArchiveAsync(HttpMethod.Put, At(id, "/archive").With("path", "/"), archive, null, cancellation)).Dispose();

    /// <summary>Waits for the container to end, or to be gone; the exit code, or null where it was gone before anybody could ask.</summary>
    public async Task<long?> WaitAsync(string id, bool untilGone, CancellationToken cancellation)
    {
        try
        {
            var query = At(id, "/wait").With("condition", untilGone ? "removed" : "not-running");
            return (await engine.PostAsync(query, WireContext.Default.WaitOutcome, cancellation)).StatusCode;
        }
        catch (EngineException e) when (e.IsMissing)
        {
            return null;
        }
    }

    /// <summary>What the container has written.</summary>
    public async Task<string> LogsAsync(string id, bool isTerminal, Query query, CancellationToken cancellation)
    {
        using var response = await engine.SendAsync(HttpMethod.Get, query, null, null, cancellation);
        return await LogStream.ReadAsync(await response.Content.ReadAsStreamAsync(cancellation), isTerminal, CancellationToken.None, cancellation);
    }

    /// <summary>What the container writes until it ends or <paramref name="enough"/> is set; nothing where it is gone already.</summary>
    public async Task<string> FollowAsync(string id, bool isTerminal, Query query, CancellationToken enough, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough, cancellation);
        try
        {
            using var response = await engine.SendAsync(HttpMethod.Get, query, null, null, either.Token);
            return await LogStream.ReadAsync(await response.Content.ReadAsStreamAsync(either.Token), isTerminal, enough, cancellation);
        }
        catch (EngineException e) when (e.IsMissing)
        {
            return "";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "";
        }
    }

    /// <summary>Removes it, running or not, and returns when it is gone.</summary>
    public async Task RemoveAsync(string id, bool withVolumes, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await engine.DeleteAsync(At(id, "").With("force", true).With("v", withVolumes), cancellation);
                return;
            }
            catch (EngineException e) when (e.IsConflict && e.Message.Contains("already in progress", StringComparison.OrdinalIgnoreCase))
            {
                // The engine removes it on its own account, because it ended and was to be removed then.
                await WaitAsync(id, untilGone: true, cancellation);
                return;
            }
            catch (EngineException e) when (e.Status == HttpStatusCode.InternalServerError && attempt < RemovalAttempts)
            {
                // Podman trips over a container that ends of itself just while it is being killed.
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            }
        }
    }

    public static Query At(string id, string what) => new($"/containers/{Uri.EscapeDataString(id)}{what}");
}
