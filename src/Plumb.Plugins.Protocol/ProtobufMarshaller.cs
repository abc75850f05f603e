using Google.Protobuf;
using Grpc.Core;

namespace Plumb.Plugins.Protocol;

/// <summary>How messages become bytes and back, without a copy between them and the transport's buffers.</summary>
public static class ProtobufMarshaller
{
    public static Marshaller<T> For<T>(MessageParser<T> parser) where T : class, IBufferMessage, IMessage<T> => new(
        (message, context) =>
        {
            context.SetPayloadLength(message.CalculateSize());
            message.WriteTo(context.GetBufferWriter());
            context.Complete();
        },
        context => parser.ParseFrom(context.PayloadAsReadOnlySequence()));
}
