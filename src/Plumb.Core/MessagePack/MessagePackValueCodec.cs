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
    public static void Write(IBufferWriter<byte> output, Value value, DataType type) => throw new NotImplementedException();

    public static byte[] ToBytes(Value value, DataType type) => throw new NotImplementedException();

    public static Value Read(ReadOnlyMemory<byte> bytes, DataType type) => throw new NotImplementedException();

    public static DataType ImpliedType(ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();
}
