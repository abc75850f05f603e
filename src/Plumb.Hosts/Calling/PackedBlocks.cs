using System.Buffers;
using System.Buffers.Binary;

namespace Plumb.Hosts.Calling;

/// <summary>The blocks of a packed executor, one after another. src/Plumb.Executor/Receiver says how they are made up.</summary>
internal sealed class PackedBlocks(Stream content) : IDisposable
{
    /// <summary>
    /// So many may be sent before the first is taken. They are some 270 KB, with which a line of 20 ms carries 13 MB a second; with a third one the sshd
    /// at the other end takes a fifth more time.
    /// </summary>
    public const int OnTheirWay = 2;

    private const int HeadSize = 12;

    private byte[] _block = ArrayPool<byte>.Shared.Rent(256 * 1024);

    /// <summary>The next one with its head, or null after the last. It is good until the one after it is asked for.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation)
    {
        var read = await content.ReadAtLeastAsync(_block.AsMemory(0, HeadSize), HeadSize, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (read == 0) return null;
        var length = HeadSize + BinaryPrimitives.ReadInt32LittleEndian(_block);
        if (length > _block.Length) Grow(length);
        await content.ReadExactlyAsync(_block.AsMemory(HeadSize, length - HeadSize), cancellation).ConfigureAwait(false);
        return _block.AsMemory(0, length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_block);

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length);
        _block.AsSpan(0, HeadSize).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_block);
        _block = larger;
    }
}
