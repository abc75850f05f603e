using System.Collections.Concurrent;
using Plumb.Operations.Connections;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Connections;

/// <summary>The connections of a run. Each is opened once, kept for all tasks of its host, and closed at the end.</summary>
internal sealed class ConnectionPool(IReadOnlyDictionary<string, IHostConnector> connectors) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<IHostConnection>> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<PluginConnection>> _plugins = new(StringComparer.Ordinal);

    /// <summary>The ways to reach hosts that people wrote; null where none are used.</summary>
    public PluginConnections? Plugins { get; init; }

    /// <param name="connection">The name of the way.</param>
    /// <param name="settings">How the host is reached by it.</param>
    /// <param name="connected">The task with the variables of the host.</param>
    public IHostConnection Open(string connection, ConnectionSettings settings, TaskScope connected)
    {
        if (PluginOf(connection, settings, connected) is { } plugin) return plugin;
        var connector = Find(connection) ?? throw new TaskFailure($"the connection plugin '{connection}' was not found");
        return _open.GetOrAdd(ConnectionResolver.KeyOf(connection, settings), _ => new Lazy<IHostConnection>(() => connector.Connect(settings))).Value;
    }

    /// <summary>The same where it is a way that people wrote; null where it is none.</summary>
    public PluginConnection.TaskConnection? PluginOf(string connection, ConnectionSettings settings, TaskScope connected)
    {
        if (Plugins is not { } plugins || !plugins.Has(connection, isNative: Find(connection) is not null)) return null;
        var key = ConnectionResolver.KeyOf(connection, settings);
        return _plugins.GetOrAdd(key, _ => new Lazy<PluginConnection>(() => plugins.Open(connection, key, settings))).Value.For(connected);
    }

    private IHostConnector? Find(string connection) =>
        connectors.TryGetValue(connection, out var connector) || connectors.TryGetValue(connection.Split('.')[^1], out connector) ? connector : null;

    /// <summary>Closes a connection, so that the next task opens it anew.</summary>
    public async ValueTask ResetAsync(string connection, ConnectionSettings settings)
    {
        var key = ConnectionResolver.KeyOf(connection, settings);
        if (_open.TryRemove(key, out var known) && known.IsValueCreated) await known.Value.DisposeAsync().ConfigureAwait(false);
        if (_plugins.TryRemove(key, out var plugin) && plugin.IsValueCreated) await plugin.Value.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open.Values)
        {
            if (connection.IsValueCreated) await connection.Value.DisposeAsync().ConfigureAwait(false);
        }
        foreach (var connection in _plugins.Values)
        {
            if (connection.IsValueCreated) await connection.Value.DisposeAsync().ConfigureAwait(false);
        }
        _open.Clear();
        _plugins.Clear();
    }
}
