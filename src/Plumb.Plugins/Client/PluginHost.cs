using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Plugins.Protocol;
using Plumb.Provider;

namespace Plumb.Plugins.Client;

/// <summary>Runs provider plugins for one command: gives providers over their processes, and ends all of them with itself.</summary>
public sealed class PluginHost(PluginClientOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Entry> _programs = new(StringComparer.Ordinal);

    /// <summary>An instance of its own, not configured yet. Its process is started when it is first asked something.</summary>
    public IProvider Open(PluginProgramFile program)
    {
        var entry = _programs.GetOrAdd(program.Path, _ => new Entry(new PluginProgram(program, options)));
        return new PluginProvider(entry.Processes, entry.Schema);
    }

    /// <summary>A provider whose process is there already.</summary>
    /// <param name="network">unix or tcp.</param>
    public IProvider Reattach(ProviderAddress address, int protocolVersion, string network, string endpoint)
    {
        var file = new PluginProgramFile(address, "", endpoint);
        var line = new HandshakeLine(protocolVersion, network, endpoint, default);
        var entry = _programs.GetOrAdd(endpoint, _ => new Entry(new ReattachedPlugin(file, line, options)));
        return new PluginProvider(entry.Processes, entry.Schema);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_programs.Values.Select(p => p.Processes.DisposeAsync().AsTask())).ConfigureAwait(false);

    private sealed class Entry(IPluginProcesses processes)
    {
        public IPluginProcesses Processes { get; } = processes;

        public SharedSchema Schema { get; } = new(processes);
    }
}
