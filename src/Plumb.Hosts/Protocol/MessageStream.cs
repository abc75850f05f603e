using System.Buffers.Binary;

namespace Plumb.Hosts.Protocol;

/// <summary>
/// Messages over a pair of streams. Before each stand its length (4 bytes, the least significant first), its kind (1 byte) and the number of its
/// request (4 bytes). One may be read and one written at a time; writers wait for each other.
/// </summary>
internal sealed class MessageStream(Stream input, Stream output) : IDisposable
{
    private const int HeadSize = 9;
    private const int FirstAllocation = 1024 * 1024;

    private readonly SemaphoreSlim _writing = new(1);
    private readonly byte[] _head = new byte[HeadSize];

    /// <summary>The next message, or null at an end between messages.</summary>
    public async ValueTask<Message?> ReadAsync(CancellationToken cancellation)
    {
        var read = await input.ReadAtLeastAsync(_head, HeadSize, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (read == 0) return null;
        if (read < HeadSize) throw new ProtocolException("a message is cut off");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_head);
        var kind = (MessageKind)_head[4];
        if (!Enum.IsDefined(kind)) throw new ProtocolException("a message is of no known kind");
        if (length > Limits.Message) throw new ProtocolException($"a message of {length} bytes is longer than the {Limits.Message} that are allowed");
        return new Message(kind, BinaryPrimitives.ReadUInt32LittleEndian(_head.AsSpan(5)), await BodyAsync((int)length, cancellation).ConfigureAwait(false));
    }

    public async ValueTask WriteAsync(MessageKind kind, uint request, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (body.Length > Limits.Message) throw new ProtocolException($"a message of {body.Length} bytes is longer than the {Limits.Message} that are allowed");
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Once begun a message is written whole: half of one would spoil all that follow.
            var head = new byte[Math.Min(HeadSize + body.Length, Limits.Piece)];
            BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)body.Length);
            head[4] = (byte)kind;
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(5), request);
            var together = head.Length - HeadSize;
            body[..together].CopyTo(head.AsMemory(HeadSize));
            await output.WriteAsync(head, CancellationToken.None).ConfigureAwait(false);
            if (body.Length > together) await output.WriteAsync(body[together..], CancellationToken.None).ConfigureAwait(false);
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    /// <summary>Memory grows with what has come, not with what was announced.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> BodyAsync(int length, CancellationToken cancellation)
    {
        var body = new byte[Math.Min(length, FirstAllocation)];
        var filled = 0;
        while (true)
        {
            var read = await input.ReadAtLeastAsync(body.AsMemory(filled), body.Length - filled, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            filled += read;
            if (filled < body.Length) throw new ProtocolException("a message is cut off");
            if (filled == length) return body;
            Array.Resize(ref body, (int)Math.Min(length, (long)body.Length * 2));
        }
    }
}
