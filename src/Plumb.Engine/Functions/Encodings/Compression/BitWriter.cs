namespace Plumb.Engine.Functions.Encodings.Compression;

/// <summary>Packs bits into bytes from the lowest bit up, as deflate does (RFC 1951, section 3.1.1).</summary>
internal sealed class BitWriter(Stream output)
{
    private ulong _bits;
    private int _count;

    internal void Write(int value, int count)
    {
        _bits |= (ulong)value << _count;
        _count += count;
        for (; _count >= 8; _count -= 8, _bits >>= 8) output.WriteByte((byte)_bits);
    }

    internal void AlignToByte()
    {
        if (_count > 0) Write(0, 8 - _count);
    }

    internal void WriteBytes(ReadOnlySpan<byte> bytes) => output.Write(bytes);
}
