using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
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
    public static void Settle(IServiceCollection services)
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
    }
}
