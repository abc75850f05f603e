namespace Plumb.Operations.Network.Http;

/// <summary>
/// The body of an answer for who reads it piece by piece and waits, as the writing of a file does. What comes over the network is
/// read by other threads, so that waiting for it holds up no one else.
/// </summary>
internal sealed class ReadableBody(Stream body, CancellationToken cancellation) : Stream
{
    private readonly byte[] _piece = new byte[64 * 1024];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) =>
        body.ReadAsync(buffer.AsMemory(offset, count), cancellation).AsTask().GetAwaiter().GetResult();

    public override int Read(Span<byte> buffer)
    {
        var count = Read(_piece, 0, Math.Min(buffer.Length, _piece.Length));
        _piece.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
