using Plumb.Hosts.Background;
using Plumb.Hosts.Calling;
using Plumb.Operations.Connections;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Hosts.Becoming;

/// <summary>
/// Runs operations here, or as the user that a request names: by an executor of that user, which is started at the first such request and
/// kept. One request runs at a time.
/// </summary>
/// <remarks>What goes on by itself is started by whoever is the user.</remarks>
internal sealed class BecomingRunner(OperationRunner runner, IHost host, Func<IReadOnlyList<ExecutorBinary>> binaries, string folder, string? ownProgram) : IAsyncDisposable
{
    private readonly BackgroundStarter _background = new(host, runner, ownProgram);
    private readonly Dictionary<BecomeRequest, BecomeSession> _sessions = [];

    public async ValueTask<OperationResult> RunAsync(OperationRequest request, OperationEvents events, CancellationToken cancellation)
    {
        if (request.Operation.Split('.')[^1] == "user") await LeaveUsersAsync().ConfigureAwait(false);
        if (request.Become is not { } become || (become.Line is null && await IsSelfAsync(become.User, cancellation).ConfigureAwait(false)))
        {
            if (request.Background is { } job) return await _background.StartAsync(request, job, cancellation).ConfigureAwait(false);
            return await runner.RunAsync(request, events, cancellation).ConfigureAwait(false);
        }
        try
        {
            var session = await SessionAsync(become, cancellation).ConfigureAwait(false);
            return await session.Executor.RunAsync(request with { Become = null }, events, cancellation).ConfigureAwait(false);
        }
        catch (BecomeException e)
        {
            return OperationResult.Failure(e.Message);
        }
        catch (HostException e)
        {
            return OperationResult.Failure($"The user {become.User} cannot be become by {become.Method}: {e.Message}");
        }
        catch (SessionLostException e)
        {
            return OperationResult.Failure($"The executor of the user {become.User} was lost while the task ran: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions.Values) await session.DisposeAsync().ConfigureAwait(false);
        _sessions.Clear();
        await _background.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A user whom a program of ours still belongs to cannot be removed or renamed.</summary>
    private async ValueTask LeaveUsersAsync()
    {
        foreach (var (become, session) in _sessions.Where(s => s.Key.User != "root").ToList())
        {
            _sessions.Remove(become);
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<BecomeSession> SessionAsync(BecomeRequest become, CancellationToken cancellation)
    {
        if (_sessions.TryGetValue(become, out var known))
        {
            if (!known.Executor.IsLost) return known;
            _sessions.Remove(become);
            await known.DisposeAsync().ConfigureAwait(false);
        }
        return _sessions[become] = await BecomeSession.StartAsync(become, host, binaries(), folder, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whoever is the user already has nothing to ask for.</summary>
    private async ValueTask<bool> IsSelfAsync(string user, CancellationToken cancellation) =>
        user == "root" ? host.User.UserId == 0 : await new HostAccounts(host).UserIdAsync(user, cancellation).ConfigureAwait(false) == host.User.UserId;
}
