using Plumb.Connections.Channels;
using Plumb.Connections.Executors;
using Plumb.Connections.Local;
using Plumb.Connections.OpenSsh;
using Plumb.Operations.Connections;
using Plumb.Operations.Running;

namespace Plumb.Connections;

/// <summary>All ways in which hosts are reached, by the names that plays use.</summary>
public static class HostConnectors
{
    public static IReadOnlyDictionary<string, IHostConnector> All(HostConnectorEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        IReadOnlyList<IHostConnector> all =
        [
            new LocalConnector(environment.Operations, environment.Executors, environment.Variables, environment.WorkingDirectory, environment.Time, environment.OwnProgram),
            new SshConnector(environment.Executors, environment.Variables, environment.AskPassProgram),
            .. ContainerKind.All.Select(kind => new ContainerConnector(kind, environment.Executors, environment.Variables)),
        ];
        return all.ToDictionary(c => c.Name, StringComparer.Ordinal);
    }
}

/// <summary>What connections take from the process that they run in.</summary>
public sealed record HostConnectorEnvironment(OperationTable Operations, IExecutorSource Executors, IReadOnlyDictionary<string, string> Variables, string WorkingDirectory)
{
    /// <summary>The program that this is, where it can be started anew for what goes on by itself; else such jobs end with this one.</summary>
    public string? OwnProgram { get; init; }

    /// <summary>A program that answers as <see cref="AskPass"/> says; null to use a script.</summary>
    public string? AskPassProgram { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
