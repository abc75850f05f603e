using System.Buffers.Binary;

namespace Plumb.Hosts.Calling;

/// <summary>The blocks of a packed executor, one after another. src/Plumb.Executor/Receiver says how they are made up.</summary>
internal sealed class PackedBlocks(Stream content)
{
    /// <summary>So many may be sent before the first is taken: enough for a long line, too few to weigh on the other end.</summary>
    public const int OnTheirWay = 3;

    private const int HeadSize = 12;

    /// <summary>The next one with its head, or null after the last.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation)
    {
        var head = new byte[HeadSize];
        var read = await content.ReadAtLeastAsync(head, HeadSize, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (read == 0) return null;
        var block = new byte[HeadSize + BinaryPrimitives.ReadInt32LittleEndian(head)];
        head.CopyTo(block, 0);
        await content.ReadExactlyAsync(block.AsMemory(HeadSize), cancellation).ConfigureAwait(false);
        return block;
    }
}
