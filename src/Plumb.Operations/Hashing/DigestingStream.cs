namespace Plumb.Operations.Hashing;

/// <summary>Passes the content of a stream on and digests it on the way.</summary>
public sealed class DigestingStream(Stream inner, params string[] algorithms) : Stream
{
    private readonly ContentDigest[] _digests =
        [.. algorithms.Select(a => ContentDigest.Create(a) ?? throw new ArgumentException($"There is no digest '{a}'.", nameof(algorithms)))];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

    /// <summary>The digests of what was read, in the order of the algorithms.</summary>
    public IReadOnlyList<string> Finish() => [.. _digests.Select(d => d.FinishHex())];

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        foreach (var digest in _digests) digest.Append(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
