using Plumb.Hosts.Linux;
using Plumb.Operations.Connections;
using Plumb.Operations.Running;

namespace Plumb.Connections.Local;

/// <summary>The machine that the controller runs on: operations run inside of this program.</summary>
public sealed class LocalConnector(OperationTable table, IReadOnlyDictionary<string, string> environment, string workingDirectory, TimeProvider clock) : IHostConnector
{
    public string Name => "local";

    public IHostConnection Connect(ConnectionSettings settings) =>
        new LocalConnection(new OperationRunner(new LinuxHost(environment, workingDirectory, new SystemNetworkAccess(), clock), table));
}
