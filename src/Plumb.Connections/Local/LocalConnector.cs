using Plumb.Connections.Executors;
using Plumb.Hosts.Becoming;
using Plumb.Hosts.Linux;
using Plumb.Operations.Connections;
using Plumb.Operations.Running;

namespace Plumb.Connections.Local;

/// <summary>The machine that the controller runs on: operations run inside of this program, or by an executor as another user.</summary>
public sealed class LocalConnector(OperationTable table, IExecutorSource executors, IReadOnlyDictionary<string, string> environment, string workingDirectory, TimeProvider clock, string? ownProgram = null) : IHostConnector
{
    public string Name => "local";

    public IHostConnection Connect(ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var host = Host(settings.LocalFolder);
        return new LocalConnection(new BecomingRunner(new OperationRunner(host, table), host, () => executors.Binaries, settings.CacheFolder, ownProgram));
    }

    /// <summary>The machine itself, for what the controller does on it without a connection.</summary>
    /// <param name="folder">Where relative paths begin; null for where the controller was started.</param>
    public LinuxHost Host(string? folder = null) => new(environment, folder ?? workingDirectory, new SystemNetworkAccess(), clock);
}
