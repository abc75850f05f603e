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

    public static async Task<string> ReadAsync(Stream stream, bool isTerminal, CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        if (isTerminal) await CopyAsync(stream, text, LongestLog, cancellation);
        else await CopyFramesAsync(stream, text, cancellation);
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
