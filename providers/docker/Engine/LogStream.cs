using System.Buffers.Binary;
using System.Text;

namespace Plumb.Provider.Docker.Engine;

/// <summary>
/// What a container wrote. Without a terminal the engine sends frames: a byte for the stream, three of nothing, four for
/// the length, most significant first, and the text; with a terminal it sends the text alone.
/// </summary>
internal static class LogStream
{
    private const int HeaderSize = 8;
    private const int LongestLog = 64 * 1024 * 1024;

    /// <summary>The text up to the end of the stream, or what there was of it when <paramref name="enough"/> was set.</summary>
    public static async Task<string> ReadAsync(Stream stream, bool isTerminal, CancellationToken enough, CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough, cancellation);
        try
        {
            if (isTerminal) await CopyAsync(stream, text, LongestLog, either.Token);
            else await CopyFramesAsync(stream, text, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // What came is the answer.
        }
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static async Task CopyFramesAsync(Stream stream, MemoryStream text, CancellationToken cancellation)
    {
        var header = new byte[HeaderSize];
        while (text.Length < LongestLog && await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancellation) == HeaderSize)
            await CopyAsync(stream, text, BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)), cancellation);
    }

    private static async Task CopyAsync(Stream stream, MemoryStream text, long length, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        while (length > 0)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancellation);
            if (count == 0) return;
            text.Write(buffer, 0, count);
            length -= count;
        }
    }
}
