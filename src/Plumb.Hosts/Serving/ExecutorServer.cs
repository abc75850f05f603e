using System.Collections.Concurrent;
using System.Threading.Channels;
using Plumb.Hosts.Protocol;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Serving;

/// <summary>
/// Answers requests from a connection: one runs at a time, in the order in which they came, while others wait. It ends with its input, and
/// what runs then is ended with it.
/// </summary>
internal sealed class ExecutorServer(MessageStream messages, Func<OperationRequest, OperationEvents, CancellationToken, ValueTask<OperationResult>> run)
{
    private readonly ConcurrentDictionary<uint, RequestInHand> _inHand = new();
    private readonly Channel<RequestInHand> _waiting = Channel.CreateUnbounded<RequestInHand>();

    /// <summary>Serves until the input ends. Garbage is a <see cref="ProtocolException"/>.</summary>
    public async ValueTask ServeAsync(CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var working = Task.Run(() => WorkAsync(ended.Token), CancellationToken.None);
        try
        {
            while (await messages.ReadAsync(ended.Token).ConfigureAwait(false) is { } message) await TakeAsync(message, ended.Token).ConfigureAwait(false);
        }
        finally
        {
            _waiting.Writer.TryComplete();
            await ended.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
        }
    }

    private async ValueTask TakeAsync(Message message, CancellationToken ended)
    {
        switch (message.Kind)
        {
            case MessageKind.Request:
                Enqueue(message, ended);
                break;
            case MessageKind.Content or MessageKind.ContentEnd:
                // A request that has ended leaves content on its way.
                if (_inHand.TryGetValue(message.Request, out var receiving)) receiving.Take(message);
                break;
            case MessageKind.Cancel:
                if (_inHand.TryGetValue(message.Request, out var unwanted)) unwanted.Cancel();
                break;
            case MessageKind.Ping:
                await messages.WriteAsync(MessageKind.Ping, message.Request, message.Body, ended).ConfigureAwait(false);
                break;
            default:
                throw new ProtocolException($"a message of kind {message.Kind} does not go to a host");
        }
    }

    private void Enqueue(Message message, CancellationToken ended)
    {
        if (_inHand.Count >= Limits.Queue) throw new ProtocolException("too many requests are waiting");
        var request = new RequestInHand(message.Request, message.Body.Span, messages, ended);
        if (!_inHand.TryAdd(message.Request, request)) throw new ProtocolException("two requests have the same number");
        _waiting.Writer.TryWrite(request);
    }

    private async Task WorkAsync(CancellationToken ended)
    {
        try
        {
            await foreach (var request in _waiting.Reader.ReadAllAsync(ended).ConfigureAwait(false)) await AnswerAsync(request, ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The connection has ended: no one waits for an answer.
        }
    }

    private async ValueTask AnswerAsync(RequestInHand request, CancellationToken ended)
    {
        var result = await RunAsync(request, ended).ConfigureAwait(false);
        var body = ResultCodec.Write(result);
        if (body.Length > Limits.Message) body = ResultCodec.Write(OperationResult.Failure($"The result is {body.Length} bytes long; {Limits.Message} are allowed."));
        _inHand.TryRemove(request.Number, out _);
        request.Dispose();
        await messages.WriteAsync(MessageKind.Result, request.Number, body, ended).ConfigureAwait(false);
    }

    private async ValueTask<OperationResult> RunAsync(RequestInHand request, CancellationToken ended)
    {
        var events = new OperationEvents
        {
            Output = chunk => Report(request, chunk),
            Content = (bytes, token) => messages.WriteAsync(MessageKind.Returned, request.Number, bytes, token),
        };
        try
        {
            request.Cancellation.ThrowIfCancellationRequested();
            return await run(request.Request, events, request.Cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ended.IsCancellationRequested)
        {
            return OperationResult.Failure("The task was cancelled.");
        }
    }

    /// <summary>The thread that reads what a process prints waits until the connection has taken it, so that a process cannot print faster than that.</summary>
    private void Report(RequestInHand request, OutputChunk chunk)
    {
        var body = new byte[chunk.Bytes.Length + 1];
        body[0] = chunk.IsError ? (byte)1 : (byte)0;
        chunk.Bytes.Span.CopyTo(body.AsSpan(1));
#pragma warning disable CA2012 // Waited for once, right here.
        messages.WriteAsync(MessageKind.Output, request.Number, body, request.Cancellation).AsTask().GetAwaiter().GetResult();
#pragma warning restore CA2012
    }
}
