using Plumb.Hosts.Becoming;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;

namespace Plumb.Connections.Local;

/// <summary>Runs operations on this machine, one after the other.</summary>
internal sealed class LocalConnection(BecomingRunner runner) : IHostConnection
{
    private readonly SemaphoreSlim _turn = new(1);

    public async ValueTask<OperationResult> RunAsync(OperationRequest request, OperationEvents events, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Away from the caller: operations use the system's calls, which do not give the thread back.
            return await Task.Run(() => runner.RunAsync(request, events, cancellation).AsTask(), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await runner.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }
}
