using System.Buffers;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.MessagePack;

/// <summary>
/// Values as MessagePack, exact to the wire format of Terraform providers, with the extensions for unknown (0) and
/// refined unknown (12) values. Marked values cannot be written. Reading fails with <see cref="FormatException"/>;
/// depth and declared sizes are bounded by the input.
/// </summary>
public static class MessagePackValueCodec
{
    /// <summary>The value, after conversion where it is not of the type.</summary>
    /// <exception cref="ArgumentException">The value is marked or does not convert.</exception>
    public static void Write(IBufferWriter<byte> output, Value value, DataType type)
    {
        if (value.ContainsMarked) throw new ArgumentException("A value with marks cannot be written as MessagePack.", nameof(value));
        MessagePackValueWriter.Write(new MessagePackWriter(output), value.ConformTo(type), type);
    }

    public static byte[] ToBytes(Value value, DataType type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, value, type);
        return buffer.WrittenSpan.ToArray();
    }

    public static Value Read(ReadOnlyMemory<byte> bytes, DataType type)
    {
        var reader = new MessagePackReader(bytes.Span);
        var value = new MessagePackValueReader(Math.Max(bytes.Length, 4096)).Read(ref reader, type);
        return reader.IsAtEnd ? value : throw Extra();
    }

    public static DataType ImpliedType(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes.Span);
        var type = MessagePackImpliedType.Read(ref reader, 0);
        return reader.IsAtEnd ? type : throw Extra();
    }

    private static FormatException Extra() => new("there is something after the end of the value");
}
