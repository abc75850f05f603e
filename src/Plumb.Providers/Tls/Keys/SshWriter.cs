using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Plumb.Providers.Tls.Keys;

/// <summary>Writes the data types of the SSH protocol (RFC 4251, section 5): words, texts and numbers with their lengths before them.</summary>
internal sealed class SshWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Length => _bytes.WrittenCount;

    public byte[] ToBytes() => _bytes.WrittenSpan.ToArray();

    public SshWriter Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public SshWriter Word(uint word)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(sizeof(uint)), word);
        _bytes.Advance(sizeof(uint));
        return this;
    }

    public SshWriter Field(ReadOnlySpan<byte> bytes) => Word((uint)bytes.Length).Raw(bytes);

    public SshWriter Text(string text) => Field(Encoding.UTF8.GetBytes(text));

    /// <summary>A positive number, its highest byte first: without zeros before it, but for one where it would seem negative.</summary>
    public SshWriter Number(ReadOnlySpan<byte> bigEndian)
    {
        var digits = bigEndian.TrimStart((byte)0);
        if (digits.IsEmpty || digits[0] < 0x80) return Field(digits);
        return Word((uint)digits.Length + 1).Raw([0]).Raw(digits);
    }
}
