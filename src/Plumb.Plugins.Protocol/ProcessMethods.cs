using Grpc.Core;
using Plumb.Plugins.Protocol.Messages.Process;

namespace Plumb.Plugins.Protocol;

/// <summary>The calls that every plugin process answers, whatever it is a plugin for.</summary>
public static class ProcessMethods
{
    /// <summary>The name by which the health check asks for the plugin.</summary>
    public const string HealthServiceName = "plugin";

    private static readonly Marshaller<Empty> Nothing = ProtobufMarshaller.For(Empty.Parser);

    public static Method<Empty, Empty> Shutdown { get; } = new(MethodType.Unary, "plugin.GRPCController", "Shutdown", Nothing, Nothing);

    public static Method<Empty, StdioData> StreamStdio { get; } =
        new(MethodType.ServerStreaming, "plugin.GRPCStdio", "StreamStdio", Nothing, ProtobufMarshaller.For(StdioData.Parser));

    /// <summary>Connections the other way round; providers have no use for them, but hosts open the stream.</summary>
    public static Method<ConnectionInfo, ConnectionInfo> StartBroker { get; } =
        new(MethodType.DuplexStreaming, "plugin.GRPCBroker", "StartStream", ProtobufMarshaller.For(ConnectionInfo.Parser), ProtobufMarshaller.For(ConnectionInfo.Parser));

    public static Method<HealthCheckRequest, HealthCheckResponse> CheckHealth { get; } =
        new(MethodType.Unary, "grpc.health.v1.Health", "Check", ProtobufMarshaller.For(HealthCheckRequest.Parser), ProtobufMarshaller.For(HealthCheckResponse.Parser));
}
