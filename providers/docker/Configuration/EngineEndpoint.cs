using System.Net.Sockets;

namespace Plumb.Provider.Docker.Configuration;

/// <summary>Where an engine listens, and how it is reached: a socket file, or a host with or without TLS.</summary>
internal sealed class EngineEndpoint
{
    private const string Usual = "unix:///var/run/docker.sock";

    private readonly string? _socket;
    private readonly TlsMaterial? _tls;

    private EngineEndpoint(string written, Uri baseAddress, string? socket, TlsMaterial? tls) =>
        (Written, BaseAddress, _socket, _tls) = (written, baseAddress, socket, tls);

    /// <summary>As the user wrote it.</summary>
    public string Written { get; }

    /// <summary>Where requests go to. That of a socket file says nothing.</summary>
    public Uri BaseAddress { get; }

    /// <summary>A context goes before a host, and both before what the environment says.</summary>
    /// <exception cref="EndpointException">There is none, or none of a kind that is supported.</exception>
    public static EngineEndpoint Find(DockerSettings settings, Func<string, string?> environment)
    {
        if ((Filled(settings.Context) ?? Filled(environment("DOCKER_CONTEXT"))) is { } named and not "default")
        {
            var context = DockerContext.Read(named, environment);
            return Parse(context.Address, context.Tls, "context");
        }
        var tls = TlsMaterial.Of(settings, environment);
        return Parse(Filled(settings.Host) ?? Filled(environment("DOCKER_HOST")) ?? Usual, tls, "host");
    }

    public static EngineEndpoint Parse(string written, TlsMaterial? tls, string attribute)
    {
        if (!Uri.TryCreate(written, UriKind.Absolute, out var address))
            throw new EndpointException($"\"{written}\" is no address of an engine; write for example {Usual} or tcp://127.0.0.1:2376.", attribute);
        return address.Scheme switch
        {
            "unix" => new EngineEndpoint(written, new Uri("http://docker"), address.AbsolutePath, null),
            "tcp" or "http" or "https" => OverNetwork(written, address, tls),
            "ssh" => throw new EndpointException("Hosts with ssh:// are not supported: the provider speaks HTTP to a socket or a port and starts no ssh program. Forward the engine's socket (ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock user@host) and set host = \"unix:///tmp/docker.sock\".", attribute),
            "npipe" => throw new EndpointException("Hosts with npipe:// are not supported; let the engine listen at tcp://127.0.0.1:2375 and set that as host.", attribute),
            _ => throw new EndpointException($"Hosts with {address.Scheme}:// are not supported; there are unix:// and tcp://.", attribute),
        };
    }

    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(30) };
        if (_tls is not null) handler.SslOptions = _tls.CreateOptions();
        if (_socket is { } path) handler.ConnectCallback = (_, cancellation) => ConnectAsync(path, cancellation);
        return handler;
    }

    private static EngineEndpoint OverNetwork(string written, Uri address, TlsMaterial? tls)
    {
        var isSecure = tls is not null || address.Scheme == "https";
        var port = address.IsDefaultPort || address.Port < 0 ? isSecure ? 2376 : 2375 : address.Port;
        return new EngineEndpoint(written, new UriBuilder(isSecure ? "https" : "http", address.Host, port).Uri, null, isSecure ? tls ?? TlsMaterial.None : null);
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
