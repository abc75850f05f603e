using System.Globalization;
using System.Text;

namespace Plumb.Hosts.Network;

/// <summary>The body of an answer: of a told length, in chunks, or up to the end of the connection, which it closes.</summary>
internal sealed class HttpBody : Stream
{
    private const int MaxLineLength = 16 * 1024;

    private readonly BufferedInput _input;
    private readonly string _target;
    private readonly bool _chunked;

    /// <summary>What is left of the body or chunk; null where only the end of the connection tells.</summary>
    private long? _left;
    private bool _ended;

    public HttpBody(BufferedInput input, HttpHead head, bool isEmpty, string target)
    {
        (_input, _target) = (input, target);
        _chunked = head["Transfer-Encoding"]?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;
        _left = isEmpty || _chunked ? 0 : long.TryParse(head["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
        _ended = isEmpty;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0 && _chunked && !_ended) await NextChunkAsync(cancellationToken).ConfigureAwait(false);
        if (_ended || _left == 0 || buffer.IsEmpty) return 0;
        var wanted = _left is { } left ? buffer[..(int)Math.Min(buffer.Length, left)] : buffer;
        var read = await _input.ReadAsync(wanted, cancellationToken).ConfigureAwait(false);
        if (read == 0 && _left is not null) throw SocketFailure.Protocol(_target, "the connection was closed before the whole answer was there");
        if (read == 0) _ended = true;
        _left -= read;
        if (_left == 0 && _chunked) await LineAsync(cancellationToken).ConfigureAwait(false);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await _input.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask NextChunkAsync(CancellationToken cancellation)
    {
        var size = (await LineAsync(cancellation).ConfigureAwait(false)).Split(';')[0].Trim();
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0) throw SocketFailure.Protocol(_target, "a chunk of the answer has no length");
        _left = length;
        if (length > 0) return;
        _ended = true;
        // Fields may follow the last chunk; none of them is used.
        while ((await LineAsync(cancellation).ConfigureAwait(false)).Length > 0) { }
    }

    private async ValueTask<string> LineAsync(CancellationToken cancellation) =>
        Encoding.Latin1.GetString(await _input.LineAsync(MaxLineLength, cancellation).ConfigureAwait(false) ?? []).TrimEnd('\r');
}
