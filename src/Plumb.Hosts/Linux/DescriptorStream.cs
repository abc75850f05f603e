namespace Plumb.Hosts.Linux;

/// <summary>A file of the system that is open for reading or writing. Failures are those of the host.</summary>
internal sealed class DescriptorStream(int descriptor, string path, bool writes) : Stream
{
    private int _descriptor = descriptor;

    public int Descriptor => _descriptor;

    public override bool CanRead => !writes;

    public override bool CanWrite => writes;

    public override bool CanSeek => FileCalls.Seek(_descriptor, 0, (int)SeekOrigin.Current) >= 0;

    public override long Length
    {
        get
        {
            var here = Position;
            var end = Seek(0, SeekOrigin.End);
            Position = here;
            return end;
        }
    }

    public override long Position
    {
        get => Seek(0, SeekOrigin.Current);
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        nint read;
        while ((read = FileCalls.Read(_descriptor, buffer, buffer.Length)) < 0)
        {
            var failure = SystemError.Last(path);
            if (failure.Number != SystemError.Interrupted) throw failure;
        }
        return (int)read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Files do not wait, so that nothing is gained by another thread.</summary>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var written = FileCalls.Write(_descriptor, buffer, buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }
            var failure = SystemError.Last(path);
            if (failure.Number != SystemError.Interrupted) throw failure;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Here and now: by default a stream hands this to another thread, which every message would wait for.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = FileCalls.Seek(_descriptor, offset, (int)origin);
        return position >= 0 ? position : throw SystemError.Last(path);
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        var open = Interlocked.Exchange(ref _descriptor, -1);
        if (open >= 0) _ = FileCalls.Close(open);
        base.Dispose(disposing);
    }
}
