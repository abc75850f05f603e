using Google.Protobuf;
using Plumb.Core.Json;
using Plumb.Core.MessagePack;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Plugins.Protocol.Messages;

namespace Plumb.Plugins.Protocol.Mapping;

/// <summary>Values as they travel. Written as MessagePack; read from either encoding. Reading fails with <see cref="FormatException"/>.</summary>
public static class WireValue
{
    public static DynamicValue Write(Value value, DataType type) => new() { Msgpack = UnsafeByteOperations.UnsafeWrap(MessagePackValueCodec.ToBytes(value, type)) };

    /// <summary>A message that is left out is a null value.</summary>
    public static Value Read(DynamicValue? wire, DataType type)
    {
        if (wire is null) return Value.Null(type);
        if (!wire.Msgpack.IsEmpty) return MessagePackValueCodec.Read(wire.Msgpack.Memory, type);
        return wire.Json.IsEmpty ? Value.Null(type) : JsonValueCodec.Read(wire.Json.Span, type);
    }

    public static ByteString WriteType(DataType type) => ByteString.CopyFromUtf8(JsonValueCodec.TypeToText(type));

    /// <summary>The protocol's JSON form of a type.</summary>
    public static DataType ReadType(ByteString json) => JsonValueCodec.ReadType(json.Span);

    public static IdentityData? WriteIdentity(Value? identity, DataType? type) =>
        identity is null || type is null ? null : new IdentityData { IdentityData_ = Write(identity, type) };

    public static Value? ReadIdentity(IdentityData? wire, DataType? type) =>
        wire?.IdentityData_ is { } data && type is not null ? Read(data, type) : null;
}
