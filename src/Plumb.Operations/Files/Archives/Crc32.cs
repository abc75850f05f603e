using Plumb.Operations.Hosts;

namespace Plumb.Operations.Files.Archives;

/// <summary>The checksum of zip archives: CRC-32 of ISO 3309.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static uint Of(IHostFiles files, string path)
    {
        using var stream = files.OpenRead(path);
        var buffer = new byte[64 * 1024];
        var sum = 0xFFFFFFFF;
        while (stream.Read(buffer) is var count && count > 0)
        {
            foreach (var b in buffer.AsSpan(0, count)) sum = Table[(sum ^ b) & 0xFF] ^ (sum >> 8);
        }
        return ~sum;
    }

    private static uint Entry(int number)
    {
        var value = (uint)number;
        for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}
