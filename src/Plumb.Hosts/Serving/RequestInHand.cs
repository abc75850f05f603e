using System.Collections.Concurrent;
using Plumb.Hosts.Protocol;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Serving;

/// <summary>A request that came, until its result has gone.</summary>
internal sealed class RequestInHand : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly ConcurrentDictionary<ulong, RemoteContent> _contents = new();
    private readonly MessageStream _messages;
    private ulong _opened;

    public RequestInHand(uint number, ReadOnlySpan<byte> body, MessageStream messages, CancellationToken ended)
    {
        Number = number;
        _messages = messages;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(ended);
        Cancellation = _cancellation.Token;
        Request = RequestCodec.Read(body, Open);
    }

    public uint Number { get; }

    public OperationRequest Request { get; }

    public CancellationToken Cancellation { get; }

    public void Cancel() => _cancellation.Cancel();

    /// <summary>A piece of content, or its end.</summary>
    public void Take(Message message)
    {
        var reader = new MessageReader(message.Body.Span);
        if (!_contents.TryGetValue(reader.Number(), out var content)) throw new ProtocolException("content came that was not asked for");
        if (message.Kind == MessageKind.Content) content.Add(reader.Rest().ToArray());
        else content.End(reader.OptionalText());
    }

    public void Dispose() => _cancellation.Dispose();

    /// <summary>Every opening reads from the beginning, and has a number of its own.</summary>
    private RemoteContent Open(int place)
    {
        var opening = Interlocked.Increment(ref _opened);
        return _contents[opening] = new RemoteContent(bytes => AskAsync(opening, place, bytes), Cancellation);
    }

    private ValueTask AskAsync(ulong opening, int place, int bytes)
    {
        var writer = new MessageWriter();
        writer.Number(opening);
        writer.Number((ulong)place);
        writer.Number((ulong)bytes);
        return _messages.WriteAsync(MessageKind.Need, Number, writer.Written, Cancellation);
    }
}
