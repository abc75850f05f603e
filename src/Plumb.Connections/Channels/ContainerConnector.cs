using Plumb.Connections.Executors;
using Plumb.Operations.Connections;

namespace Plumb.Connections.Channels;

/// <summary>Reaches containers by the program that runs them; the host's address is the container's name.</summary>
/// <param name="kind">How the program is asked to run something inside.</param>
/// <param name="executors">The executors to send.</param>
/// <param name="environment">Where the program is looked for, and what it is started with.</param>
public sealed class ContainerConnector(ContainerKind kind, IExecutorSource executors, IReadOnlyDictionary<string, string> environment) : IHostConnector
{
    public string Name => kind.Name;

    public IHostConnection Connect(ConnectionSettings settings) =>
        new ExecutorConnection(new CommandChannel(kind.Name, [.. kind.Words(settings)], environment), executors, settings);
}
