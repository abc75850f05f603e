using Plumb.Cli.Session;
using Plumb.Connections.Channels;
using Plumb.Connections.Executors;
using Plumb.Connections.Local;
using Plumb.Connections.OpenSsh;
using Plumb.Operations.Connections;
using Plumb.Operations.Running;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>The visible list of ways to reach hosts.</summary>
internal static class Connectors
{
    public static IReadOnlyDictionary<string, IHostConnector> All(Terminal terminal, TimeProvider clock)
    {
        var executors = Executors(terminal);
        IEnumerable<IHostConnector> connectors =
        [
            Local(terminal, clock),
            new SshConnector(executors, terminal.AllEnvironment, terminal.OwnProgram),
            .. ContainerKind.All.Select(kind => new ContainerConnector(kind, executors, terminal.AllEnvironment)),
        ];
        return connectors.ToDictionary(c => c.Name, StringComparer.Ordinal);
    }

    public static LocalConnector Local(Terminal terminal, TimeProvider clock) => new(OperationTable.Builtin, Executors(terminal), terminal.AllEnvironment, terminal.WorkingDirectory, clock, terminal.OwnProgram);

    /// <summary>Works on hosts that plugins of people reach.</summary>
    public static Func<IHostCommands, ConnectionSettings, IHostConnection> OverCommands(Terminal terminal)
    {
        var executors = Executors(terminal);
        return (commands, settings) => new CommandsConnection(commands, executors, settings);
    }

    private static EmbeddedExecutors Executors(Terminal terminal) => new(typeof(Connectors).Assembly, terminal.AllEnvironment, AppContext.BaseDirectory);
}
