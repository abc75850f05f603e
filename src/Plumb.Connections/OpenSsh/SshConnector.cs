using Plumb.Connections.Channels;
using Plumb.Connections.Executors;
using Plumb.Operations.Connections;

namespace Plumb.Connections.OpenSsh;

/// <summary>Reaches hosts by the user's own OpenSSH: one ssh for each host, over which its executor is spoken with.</summary>
public sealed class SshConnector(IExecutorSource executors, IReadOnlyDictionary<string, string> environment, string? askPassProgram) : IHostConnector
{
    public string Name => "ssh";

    public IHostConnection Connect(ConnectionSettings settings) => new ExecutorConnection(new SshChannel(settings, environment, askPassProgram), executors, settings);
}
