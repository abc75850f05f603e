using Plumb.Hosts.Calling;

namespace Plumb.Connections.Executors;

/// <summary>Knows the executors that can be sent to hosts.</summary>
public interface IExecutorSource
{
    /// <summary>One for each kind of machine that there is one for.</summary>
    IReadOnlyList<ExecutorBinary> Binaries { get; }
}
