using System.Threading.Channels;
using Plumb.Hosts.Protocol;

namespace Plumb.Hosts.Serving;

/// <summary>
/// Content that lies with the controller, read as it comes. Never more than a window of it is on its way, so that a slow disk here does
/// not fill the memory.
/// </summary>
internal sealed class RemoteContent(Func<int, ValueTask> ask, CancellationToken cancellation) : Stream
{
    private const int Refill = Limits.Window / 2;

    private readonly Channel<ReadOnlyMemory<byte>> _pieces = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private ReadOnlyMemory<byte> _piece;
    private int _promised;
    private bool _asked;

    /// <summary>How much was asked for and has not come: a controller that sends more is at fault.</summary>
    private int _outstanding;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Add(ReadOnlyMemory<byte> piece)
    {
        if (Interlocked.Add(ref _outstanding, -piece.Length) < 0) throw new ProtocolException("more content came than was asked for");
        _pieces.Writer.TryWrite(piece);
    }

    public void End(string? failure) => _pieces.Writer.TryComplete(failure is null ? null : new IOException(failure));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_asked)
        {
            _asked = true;
            await AskAsync(Limits.Window).ConfigureAwait(false);
        }
        while (_piece.IsEmpty)
        {
            if (!await _pieces.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false)) return 0;
            if (_pieces.Reader.TryRead(out var next)) _piece = next;
        }
        var count = Math.Min(buffer.Length, _piece.Length);
        _piece[..count].CopyTo(buffer);
        _piece = _piece[count..];
        _promised += count;
        if (_promised >= Refill) await AskAsync(_promised).ConfigureAwait(false);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>The writer of files is not asynchronous; the messages are taken in by another thread.</summary>
    public override int Read(byte[] buffer, int offset, int count)
    {
#pragma warning disable CA2012 // Waited for once, right here.
        return ReadAsync(buffer.AsMemory(offset, count), cancellation).AsTask().GetAwaiter().GetResult();
#pragma warning restore CA2012
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private ValueTask AskAsync(int bytes)
    {
        _promised = 0;
        Interlocked.Add(ref _outstanding, bytes);
        return ask(bytes);
    }
}
