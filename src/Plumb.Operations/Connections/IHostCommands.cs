using Plumb.Operations.Model;

namespace Plumb.Operations.Connections;

/// <summary>
/// A way to a host that runs one command after the other, each to its end, and puts files there: nothing can be said to a command while
/// it runs. A host that cannot be reached is an <see cref="UnreachableException"/>.
/// </summary>
public interface IHostCommands
{
    /// <summary>Runs a line of the shell there.</summary>
    /// <param name="line">The line.</param>
    /// <param name="become">The user to become first, or null for the one who is connected.</param>
    /// <param name="cancellation">Gives up waiting; what runs on the host may go on.</param>
    ValueTask<CommandAnswer> RunAsync(string line, BecomeRequest? become, CancellationToken cancellation);

    /// <summary>Copies a file of this machine there.</summary>
    ValueTask PutAsync(string file, string target, CancellationToken cancellation);

    /// <summary>Ends what is open towards the host. The next command opens it anew.</summary>
    ValueTask CloseAsync();
}

/// <summary>What came of a command: its exit code and what it printed.</summary>
public sealed record CommandAnswer(int Code, ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> Errors);
