using System.Buffers;
using Plumb.Hosts.Protocol;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Calling;

/// <summary>A request that was sent, until its result comes: hands on what is printed and returned, and sends the content that is asked for.</summary>
internal sealed class PendingRequest(uint number, OperationRequest request, OperationEvents events, MessageStream messages) : IAsyncDisposable
{
    /// <summary>An operation reads a content a few times at most.</summary>
    private const int MaxOpenings = 1000;

    private readonly TaskCompletionSource<OperationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private readonly Dictionary<ulong, OpenContent> _contents = [];

    public Task<OperationResult> Result => _result.Task;

    public async ValueTask TakeAsync(Message message, CancellationToken cancellation)
    {
        switch (message.Kind)
        {
            case MessageKind.Output:
                if (message.Body.IsEmpty) throw new ProtocolException("a piece of output is of no stream");
                events.Output?.Invoke(new OutputChunk(message.Body.Span[0] != 0, message.Body[1..]));
                break;
            case MessageKind.Returned:
                if (events.Content is { } receive) await receive(message.Body, cancellation).ConfigureAwait(false);
                break;
            case MessageKind.Need:
                Need(message);
                break;
            case MessageKind.Result:
                _result.TrySetResult(ResultCodec.Read(message.Body.Span));
                break;
            default:
                throw new ProtocolException($"a message of kind {message.Kind} does not come from a host");
        }
    }

    public void Fail(Exception failure) => _result.TrySetException(failure);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        foreach (var content in _contents.Values) await content.DisposeAsync().ConfigureAwait(false);
        _ended.Dispose();
    }

    private void Need(Message message)
    {
        var reader = new MessageReader(message.Body.Span);
        var (opening, place, bytes) = (reader.Number(), reader.Number(), reader.Number());
        reader.End();
        if (place >= (ulong)request.Sources.Count) throw new ProtocolException("the host asks for content that the task does not have");
        if (bytes > Limits.Window || _contents.Count >= MaxOpenings) throw new ProtocolException("the host asks for too much content");
        if (!_contents.TryGetValue(opening, out var content)) _contents[opening] = content = new OpenContent(this, opening, request.Sources[(int)place]);
        content.Send((int)bytes);
    }

    /// <summary>One reading of a content. Sent aside from the reader of messages, which must never wait for a writer.</summary>
    private sealed class OpenContent(PendingRequest owner, ulong opening, SourceContent source)
    {
        private Stream? _stream;
        private Task _sending = Task.CompletedTask;

        public void Send(int bytes) => _sending = SendAfterAsync(_sending, bytes);

        public async ValueTask DisposeAsync()
        {
            await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stream is not null) await _stream.DisposeAsync().ConfigureAwait(false);
        }

        private async Task SendAfterAsync(Task before, int bytes)
        {
            await before.ConfigureAwait(false);
            await Task.Yield();
            var buffer = ArrayPool<byte>.Shared.Rent(Limits.Piece);
            try
            {
                _stream ??= source.Open();
                while (bytes > 0)
                {
                    var read = await _stream.ReadAsync(buffer.AsMemory(0, Math.Min(bytes, Limits.Piece)), owner._ended.Token).ConfigureAwait(false);
                    if (read == 0)
                    {
                        await EndAsync(null).ConfigureAwait(false);
                        return;
                    }
                    await WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
                    bytes -= read;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await EndAsync(e.Message).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (owner._ended.IsCancellationRequested)
            {
                // The operation has ended without reading it all.
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        private ValueTask WriteAsync(ReadOnlyMemory<byte> piece)
        {
            var writer = new MessageWriter();
            writer.Number(opening);
            writer.Raw(piece.Span);
            return owner.SendAsync(MessageKind.Content, writer.Written);
        }

        private ValueTask EndAsync(string? failure)
        {
            var writer = new MessageWriter();
            writer.Number(opening);
            writer.OptionalText(failure);
            return owner.SendAsync(MessageKind.ContentEnd, writer.Written);
        }
    }

    private async ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> body)
    {
        try
        {
            await messages.WriteAsync(kind, number, body, _ended.Token).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The connection is gone; its reader finds out and says so to all who wait.
        }
    }
}
