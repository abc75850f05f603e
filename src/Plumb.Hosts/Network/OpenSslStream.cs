using Plumb.Hosts.Processes;

namespace Plumb.Hosts.Network;

/// <summary>What is said over TLS, by way of a running <c>openssl s_client</c>.</summary>
internal sealed class OpenSslStream : Stream
{
    private readonly ChannelProcess _process;

    private OpenSslStream(ChannelProcess process) => _process = process;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Returns when the server is known to be the right one.</summary>
    public static async ValueTask<Stream> OpenAsync(ChannelProcess process, string target, CancellationToken cancellation)
    {
        try
        {
            var exited = process.WaitAsync(cancellation).AsTask();
            while (!process.Errors.Contains("CONNECTION ESTABLISHED", StringComparison.Ordinal))
            {
                if (exited.IsCompleted) throw OpenSslRefusal.Read(await process.LastErrorsAsync().ConfigureAwait(false), target);
                await Task.Delay(5, cancellation).ConfigureAwait(false);
            }
            return new OpenSslStream(process);
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _process.Stream.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _process.Stream.ReadAsync(buffer, offset, count, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => _process.Stream.Read(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _process.Stream.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _process.Stream.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => _process.Stream.Write(buffer, offset, count);

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
