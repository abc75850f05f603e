using System.IO.Compression;
using Grpc.AspNetCore.Server;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Plumb.Plugins.Server;

/// <summary>
/// Services whose values are known from the start. The container would make each option from nine generic types, and in an
/// ahead-of-time compiled program builds every one of these at run time: a fifth of what the start of a provider costs.
/// </summary>
internal static class StartupServices
{
    /// <summary>The largest message taken: more than any state of one resource.</summary>
    private const int MaximumMessageSize = 256 * 1024 * 1024;

    public static void Settle(IServiceCollection services, Action<ListenOptions> listen, ListeningEndpoint endpoint)
    {
        // Standard output belongs to the handshake, and nobody reads a log of the server.
        services.RemoveAll<ILoggerProvider>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(NullLoggerFactory.Instance));
        // Options that nobody has conditions for need no check at the start.
        services.RemoveAll<IStartupValidator>();
        services.AddSingleton(Options.Create(new HostOptions()));
        services.AddSingleton(Options.Create(new SocketTransportOptions()));
        services.AddSingleton(Options.Create(new RouteHandlerOptions()));
        services.AddSingleton(Options.Create(new FormOptions()));
        services.AddSingleton(Options.Create(new GrpcServiceOptions
        {
            MaxReceiveMessageSize = MaximumMessageSize,
            MaxSendMessageSize = null,
            CompressionProviders = [new GzipCompressionProvider(CompressionLevel.Fastest)],
        }));
        services.AddSingleton(Options.Create(new GrpcServiceOptions<ProviderService>()));
        services.AddSingleton(Options.Create(new GrpcServiceOptions<ProcessService>()));
        services.AddSingleton(provider => Options.Create(KestrelOptions(provider, listen, endpoint)));
    }

    private static KestrelServerOptions KestrelOptions(IServiceProvider services, Action<ListenOptions> listen, ListeningEndpoint endpoint)
    {
        var kestrel = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
        kestrel.Limits.Http2.InitialConnectionWindowSize = 8 * 1024 * 1024;
        kestrel.Limits.Http2.InitialStreamWindowSize = 4 * 1024 * 1024;
        endpoint.Listen(kestrel, listen);
        return kestrel;
    }
}
