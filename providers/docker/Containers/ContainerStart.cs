using System.Globalization;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Containers;

/// <summary>Starts a container and waits for what the configuration asks for: that it runs, that it is healthy, that it has ended.</summary>
internal sealed class ContainerStart(ContainerRequests requests, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LogsAfterEnd = TimeSpan.FromSeconds(3);

    public async Task RunAsync(ContainerModel container, OperationContext context, CancellationToken cancellation)
    {
        // A container that the engine removes is gone once it has ended: it has to be asked for its end before it starts.
        var gone = container is { Attach: true, Rm: true } ? requests.WaitAsync(container.Id, untilGone: true, cancellation) : null;
        await requests.StartAsync(container.Id, cancellation);
        if (container.Wait) await UntilHealthyAsync(container, cancellation);
        if (container.Attach) await UntilEndedAsync(container, gone, cancellation);
        else if (container.MustRun) await UntilRunningAsync(container, context, cancellation);
    }

    private async Task UntilEndedAsync(ContainerModel container, Task<long?>? gone, CancellationToken cancellation)
    {
        if (gone is not null && container.Logs)
        {
            await UntilGoneWithLogsAsync(container, gone, cancellation);
            return;
        }
        container.ExitCode = await (gone ?? requests.WaitAsync(container.Id, untilGone: false, cancellation));
        if (container.Logs) container.ContainerLogs = await requests.LogsAsync(container.Id, container.Tty, Logs(container), cancellation);
    }

    /// <summary>
    /// The logs go with the container, so they are followed while it runs. Podman may keep such a stream open for ever when a container ends
    /// just as it begins: some time after the end it counts as complete.
    /// </summary>
    private async Task UntilGoneWithLogsAsync(ContainerModel container, Task<long?> gone, CancellationToken cancellation)
    {
        using var enough = new CancellationTokenSource();
        var logs = requests.FollowAsync(container.Id, container.Tty, Logs(container).With("follow", true), enough.Token, cancellation);
        container.ExitCode = await gone;
        enough.CancelAfter(LogsAfterEnd);
        container.ContainerLogs = await logs;
    }

    private static Query Logs(ContainerModel container) => ContainerRequests.At(container.Id, "/logs").With("stdout", true).With("stderr", true);

    private async Task UntilRunningAsync(ContainerModel container, OperationContext context, CancellationToken cancellation)
    {
        var limit = TimeSpan.FromMilliseconds(container.ContainerReadRefreshTimeoutMilliseconds);
        var began = clock.GetTimestamp();
        while (await requests.FindAsync(container.Id, cancellation) is { } found && !found.State.IsUp)
        {
            if (found.State.Status is "exited" or "stopped" or "dead" || clock.GetElapsedTime(began) > limit)
            {
                var code = found.State.ExitCode.ToString(CultureInfo.InvariantCulture);
                context.Warning("Container does not run", $"The container \"{container.Name}\" was started and is {found.State.Status ?? "stopped"} already, with exit code {code}. Where that is as it should be, set must_run = false; otherwise its logs tell why.");
                return;
            }
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private async Task UntilHealthyAsync(ContainerModel container, CancellationToken cancellation)
    {
        var limit = TimeSpan.FromSeconds(container.WaitTimeout);
        var began = clock.GetTimestamp();
        while (true)
        {
            var state = (await requests.FindAsync(container.Id, cancellation))?.State ?? new ContainerState();
            if (state.Health?.Status is not { Length: > 0 } health || health == "none")
                throw new EngineException($"The container \"{container.Name}\" has no health check, so that wait = true would wait for ever. Add a block healthcheck, or leave wait out.");
            if (health == "healthy") return;
            if (!state.IsUp) throw new EngineException(string.Create(CultureInfo.InvariantCulture, $"The container \"{container.Name}\" ended with exit code {state.ExitCode} before it was healthy."));
            if (clock.GetElapsedTime(began) > limit)
                throw new EngineException(string.Create(CultureInfo.InvariantCulture, $"The container \"{container.Name}\" was not healthy within {container.WaitTimeout} seconds (wait_timeout); it is {health}."));
            await Task.Delay(Pause, clock, cancellation);
        }
    }
}
