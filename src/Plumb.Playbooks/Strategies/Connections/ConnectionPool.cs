using System.Collections.Concurrent;
using Plumb.Operations.Connections;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Connections;

/// <summary>The connections of a run. Each is opened once, kept for all tasks of its host, and closed at the end.</summary>
public sealed class ConnectionPool(IReadOnlyDictionary<string, IHostConnector> connectors) : IAsyncDisposable
{
    /// <summary>The file of the plugin that people have for a way to reach hosts, or null.</summary>
    public Func<string, string?> PluginFile { get; init; } = _ => null;

    private readonly ConcurrentDictionary<string, Lazy<IHostConnection>> _open = new(StringComparer.Ordinal);

    public IHostConnection Open(string connection, ConnectionSettings settings)
    {
        if (!connectors.TryGetValue(connection, out var connector) && !connectors.TryGetValue(connection.Split('.')[^1], out connector))
            throw new TaskFailure(Refusal(connection));
        return _open.GetOrAdd(ConnectionResolver.KeyOf(connection, settings), _ => new Lazy<IHostConnection>(() => connector.Connect(settings))).Value;
    }

    private string Refusal(string connection) => PluginFile(connection) is { } file
        ? $"the connection plugin '{connection}' is written in Python ({file}), and those are not run here. Hosts can be reached by {string.Join(", ", connectors.Keys.Order(StringComparer.Ordinal))}."
        : $"the connection plugin '{connection}' was not found";

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
