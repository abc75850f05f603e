using Plumb.Operations.Data;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Model;

/// <summary>All that an operation may use: the host, its arguments after defaults and conversion, and the controller's files.</summary>
public sealed record OperationContext(IHost Host, MapData Arguments, OperationRequest Request)
{
    /// <summary>
    /// The files as the result tells of them. In a check that does not remember, that is the host as it is: there the peer reports
    /// what stands, not what would.
    /// </summary>
    public required IHostFiles ReportedFiles { get; init; }

    /// <summary>
    /// The files of the host itself, in a check too: for what a program must find there to look at it, and what is removed again.
    /// </summary>
    public required IHostFiles ScratchFiles { get; init; }

    /// <summary>Whether this is a check whose result tells of the host as it is, as the peer's checks do.</summary>
    public bool IsForgetfulCheck => Request is { Check: true, CheckRemembers: false };

    /// <summary>Opens a file of the controller that the request named.</summary>
    public required Func<string, CancellationToken, ValueTask<Stream>> OpenSource { get; init; }

    /// <summary>Receives what processes print, as it comes.</summary>
    public Action<OutputChunk>? Output { get; init; }

    /// <summary>Receives the content of a file that goes back to the controller, such as of <c>fetch</c>.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask>? SendContent { get; init; }
}

/// <summary>A piece of what a process printed.</summary>
public readonly record struct OutputChunk(bool IsError, ReadOnlyMemory<byte> Bytes);
