using Plumb.Plugins.Protocol;

namespace Plumb.Plugins.Client;

/// <summary>A provider that its author started, to debug it: one process for every configuration, never ended by us.</summary>
internal sealed class ReattachedPlugin(PluginProgramFile file, HandshakeLine line, PluginClientOptions options) : IPluginProcesses
{
    private readonly Lazy<PluginConnection> _connection = new(() => new PluginConnection(file, line, null, null));

    public PluginProgramFile File => file;

    /// <summary>Its schema may change from run to run.</summary>
    public PluginClientOptions Options { get; } = options with { SchemaCacheDirectory = null };

    public Task<PluginConnection> SharedAsync(CancellationToken cancellation) => Task.FromResult(_connection.Value);

    public Task<PluginConnection> ClaimAsync(CancellationToken cancellation) => Task.FromResult(_connection.Value);

    public ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated) _connection.Value.Dispose();
        return ValueTask.CompletedTask;
    }
}
