using System.Buffers.Binary;

namespace Plumb.Engine.Functions.Encodings.Compression;

/// <summary>Writes gzip (RFC 1952) with exactly the peer's bytes: without a name and a time, so that the same content always gives the same stream.</summary>
internal static class GzipWriter
{
    private static ReadOnlySpan<byte> Header => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    internal static byte[] Compress(byte[] content, bool flushes)
    {
        using var output = new MemoryStream();
        output.Write(Header);
        DeflateCompressor.Compress(content, output, DeflateEffort.Default, flushes);
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32.Of(content));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)content.Length);
        output.Write(trailer);
        return output.ToArray();
    }
}
