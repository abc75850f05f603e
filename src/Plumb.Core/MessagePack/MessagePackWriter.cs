using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Plumb.Core.MessagePack;

/// <summary>Writes the parts of a MessagePack message, each in its smallest form.</summary>
internal readonly struct MessagePackWriter(IBufferWriter<byte> output)
{
    internal void WriteNil() => WriteByte(0xc0);

    internal void WriteBool(bool value) => WriteByte(value ? (byte)0xc3 : (byte)0xc2);

    internal void WriteInteger(long value)
    {
        switch (value)
        {
            case >= 0 and <= 0x7f: WriteByte((byte)value); break;
            case >= 0: WriteUnsigned((ulong)value); break;
            case >= -32: WriteByte((byte)value); break;
            case >= sbyte.MinValue: WriteSized(0xd0, (ulong)value, 1); break;
            case >= short.MinValue: WriteSized(0xd1, (ulong)value, 2); break;
            case >= int.MinValue: WriteSized(0xd2, (ulong)value, 4); break;
            default: WriteSized(0xd3, (ulong)value, 8); break;
        }
    }

    internal void WriteDouble(double value) => WriteSized(0xcb, (ulong)BitConverter.DoubleToInt64Bits(value), 8);

    internal void WriteString(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length < 32) WriteByte((byte)(0xa0 | length));
        else WriteLength(length, 0xd9, 0xda, 0xdb);
        output.Advance(Encoding.UTF8.GetBytes(value, output.GetSpan(length)));
    }

    internal void WriteBinary(ReadOnlySpan<byte> value)
    {
        WriteLength(value.Length, 0xc4, 0xc5, 0xc6);
        output.Write(value);
    }

    internal void WriteArrayHeader(int count)
    {
        if (count < 16) WriteByte((byte)(0x90 | count));
        else WriteLength(count, null, 0xdc, 0xdd);
    }

    internal void WriteMapHeader(int count)
    {
        if (count < 16) WriteByte((byte)(0x80 | count));
        else WriteLength(count, null, 0xde, 0xdf);
    }

    internal void WriteExtension(byte code, ReadOnlySpan<byte> body)
    {
        if (body.Length is 1 or 2 or 4 or 8 or 16) WriteByte((byte)(0xd4 + int.Log2(body.Length)));
        else WriteLength(body.Length, 0xc7, 0xc8, 0xc9);
        WriteByte(code);
        output.Write(body);
    }

    private void WriteUnsigned(ulong value)
    {
        switch (value)
        {
            case <= byte.MaxValue: WriteSized(0xcc, value, 1); break;
            case <= ushort.MaxValue: WriteSized(0xcd, value, 2); break;
            case <= uint.MaxValue: WriteSized(0xce, value, 4); break;
            default: WriteSized(0xcf, value, 8); break;
        }
    }

    private void WriteLength(int length, byte? code8, byte code16, byte code32)
    {
        if (length <= byte.MaxValue && code8 is { } code) WriteSized(code, (ulong)length, 1);
        else if (length <= ushort.MaxValue) WriteSized(code16, (ulong)length, 2);
        else WriteSized(code32, (ulong)length, 4);
    }

    /// <summary>A code and the low bytes of a number, the most significant first.</summary>
    private void WriteSized(byte code, ulong value, int size)
    {
        var target = output.GetSpan(9);
        target[0] = code;
        BinaryPrimitives.WriteUInt64BigEndian(target[1..], value << (8 * (8 - size)));
        output.Advance(1 + size);
    }

    private void WriteByte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
