using Plumb.Cli.Session;
using Plumb.Connections.Local;
using Plumb.Operations.Connections;
using Plumb.Operations.Running;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>The visible list of ways to reach hosts.</summary>
internal static class Connectors
{
    public static IReadOnlyDictionary<string, IHostConnector> All(Terminal terminal, TimeProvider clock) =>
        ((IEnumerable<IHostConnector>)[Local(terminal, clock)]).ToDictionary(c => c.Name, StringComparer.Ordinal);

    public static LocalConnector Local(Terminal terminal, TimeProvider clock) => new(OperationTable.Builtin, terminal.AllEnvironment, terminal.WorkingDirectory, clock);
}
