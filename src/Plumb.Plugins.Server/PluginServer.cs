using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Plumb.Plugins.Protocol;
using Plumb.Provider;

namespace Plumb.Plugins.Server;

/// <summary>
/// Serves a provider as a plugin process: shakes hands with the host that started it (terraform, tofu or plumb), listens
/// where that can reach it, and ends when told to or when the host is gone.
/// </summary>
public static class PluginServer
{
    /// <summary>The main method of a provider program. With <c>--debug</c> it is started by hand, and prints how a host can be pointed at it.</summary>
    /// <returns>The exit code: 0 after serving, 1 where this is no way to start it.</returns>
    public static async Task<int> ServeAsync(string[] arguments, IProvider provider, PluginServerOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new PluginServerOptions();
        var isDebugging = arguments.Contains("--debug") || arguments.Contains("-debug");
        var request = HostRequest.FromEnvironment(Environment.GetEnvironmentVariable);
        if (request is null && !isDebugging)
        {
            await Console.Error.WriteLineAsync("This program is a provider plugin. It is started by terraform, tofu or plumb, not by hand;\nwith --debug it waits for one of them and prints how to tell them.").ConfigureAwait(false);
            return 1;
        }
        request ??= HostRequest.None;
        if (request.ChooseVersion(options.Protocols) is not { } version)
        {
            await Console.Error.WriteLineAsync($"The host speaks the protocol versions {string.Join(", ", request.Versions)}, and this provider {string.Join(", ", options.Protocols.Select(p => (int)p))}.").ConfigureAwait(false);
            return 1;
        }
        using var endpoint = ListeningEndpoint.Choose(request);
        using var certificate = request.ClientCertificate is null ? null : PluginCertificate.Create(options.Time);
        await using var app = Build(provider, version, request, endpoint, certificate, options.Before);
        await app.StartAsync(cancellation).ConfigureAwait(false);
        var address = endpoint.Bound(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>());
        await Console.Out.WriteLineAsync(isDebugging && request == HostRequest.None
            ? DebuggingText.Of(options.Address, version, endpoint.Network, address)
            : new HandshakeLine((int)version, endpoint.Network, address, certificate?.RawData ?? default(ReadOnlyMemory<byte>)).ToText(request.AsksForMultiplexing)).ConfigureAwait(false);
        await Console.Out.FlushAsync(cancellation).ConfigureAwait(false);
        await using var orphan = isDebugging ? null : new OrphanWatch(app.Lifetime, options.Time);
        await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
        await provider.DisposeAsync().ConfigureAwait(false);
        return 0;
    }

    private static WebApplication Build(IProvider provider, ProtocolVersion version, HostRequest request, ListeningEndpoint endpoint, X509Certificate2? certificate, Action<IApplicationBuilder>? before)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        if (certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton<IHostLifetime, HostDecidedLifetime>();
        builder.Services.AddSingleton(new ProviderService(provider, ProviderMethods.For(version)));
        builder.Services.AddSingleton<ProcessService>();
        builder.Services.AddSingleton<IServiceMethodProvider<ProviderService>, ProviderServiceMethods>();
        builder.Services.AddSingleton<IServiceMethodProvider<ProcessService>, ProcessServiceMethods>();
        builder.Services.AddGrpc();
        builder.Services.AddRouting();
        StartupServices.Settle(builder.Services, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null) listen.UseHttps(Secure(certificate, request.ClientCertificate ?? []));
        }, endpoint);
        var app = builder.Build();
        before?.Invoke(app);
        app.UseRouting();
        app.MapGrpcService<ProviderService>();
        app.MapGrpcService<ProcessService>();
        return app;
    }

    private static HttpsConnectionAdapterOptions Secure(X509Certificate2 certificate, byte[] client) => new()
    {
        ServerCertificate = certificate,
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        ClientCertificateValidation = (shown, _, _) => PluginCertificate.Matches(shown, client),
        CheckCertificateRevocation = false,
    };
}
