using Plumb.Operations.Model;

namespace Plumb.Operations.Connections;

/// <summary>
/// A host that can be reached. It is opened at the first request and stays open until it is disposed; requests to one host may be
/// sent one after the other without waiting for answers.
/// </summary>
public interface IHostConnection : IAsyncDisposable
{
    /// <summary>
    /// Runs one operation. What fails on the host is a failed result; a host that cannot be reached, or is lost, is a
    /// <see cref="UnreachableException"/>.
    /// </summary>
    ValueTask<OperationResult> RunAsync(OperationRequest request, OperationEvents events, CancellationToken cancellation);
}

/// <summary>Receives what comes back while an operation runs.</summary>
public sealed record OperationEvents
{
    public static readonly OperationEvents None = new();

    public Action<OutputChunk>? Output { get; init; }

    /// <summary>Receives the content that the operation sends back, in pieces.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask>? Content { get; init; }
}

/// <summary>The host cannot be reached, or was lost while an operation ran; the message says what ssh or the system said.</summary>
public sealed class UnreachableException(string message) : Exception(message);
