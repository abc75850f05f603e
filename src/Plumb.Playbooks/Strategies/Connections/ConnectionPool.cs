using System.Collections.Concurrent;
using Plumb.Operations.Connections;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Connections;

/// <summary>The connections of a run. Each is opened once, kept for all tasks of its host, and closed at the end.</summary>
public sealed class ConnectionPool(IReadOnlyDictionary<string, IHostConnector> connectors) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<IHostConnection>> _open = new(StringComparer.Ordinal);

    public IHostConnection Open(string connection, ConnectionSettings settings)
    {
        if (!connectors.TryGetValue(connection, out var connector) && !connectors.TryGetValue(connection.Split('.')[^1], out connector))
            throw new TaskFailure($"the connection plugin '{connection}' was not found");
        return _open.GetOrAdd(ConnectionResolver.KeyOf(connection, settings), _ => new Lazy<IHostConnection>(() => connector.Connect(settings))).Value;
    }

    /// <summary>Closes a connection, so that the next task opens it anew.</summary>
    public async ValueTask ResetAsync(string connection, ConnectionSettings settings)
    {
        if (_open.TryRemove(ConnectionResolver.KeyOf(connection, settings), out var known) && known.IsValueCreated) await known.Value.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open.Values)
        {
            if (connection.IsValueCreated) await connection.Value.DisposeAsync().ConfigureAwait(false);
        }
        _open.Clear();
    }
}
