using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;

namespace Plumb.Plugins.Client;

/// <summary>
/// The calls without the types of their messages. Calling is a generic virtual method of the library, and a native program
/// builds each pair of types it is called with while it runs, at more than a millisecond for each; so there is one pair.
/// </summary>
internal sealed class PlainMethods
{
    private readonly ConcurrentDictionary<IMethod, Method<IMessage, IMessage>> _known = [];

    public Method<IMessage, IMessage> Of<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class, IMessage
        where TResponse : class, IMessage =>
        _known.TryGetValue(method, out var known) ? known : _known.GetOrAdd(method, new Method<IMessage, IMessage>(method.Type, method.ServiceName, method.Name, Plain(method.RequestMarshaller), Plain(method.ResponseMarshaller)));

    private static Marshaller<IMessage> Plain<T>(Marshaller<T> typed) where T : class, IMessage =>
        new((message, context) => typed.ContextualSerializer((T)message, context), context => typed.ContextualDeserializer(context));
}
