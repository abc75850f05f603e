using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Plumb.Plugins.Server;

/// <summary>Where the plugin listens: a socket file that only this user can reach, or a loopback port on Windows. Removes the file at the end.</summary>
internal sealed class ListeningEndpoint : IDisposable
{
    private readonly string? _ownDirectory;
    private readonly string? _path;
    private readonly int _port;

    private ListeningEndpoint(string? path, string? ownDirectory, int port)
    {
        _path = path;
        _ownDirectory = ownDirectory;
        _port = port;
    }

    public string Network => _path is null ? "tcp" : "unix";

    public static ListeningEndpoint Choose(HostRequest request)
    {
        if (OperatingSystem.IsWindows()) return new ListeningEndpoint(null, null, FreePort(request.MinimumPort, request.MaximumPort));
        var own = request.SocketDirectory is null ? Directory.CreateTempSubdirectory("plugin-").FullName : null;
        return new ListeningEndpoint(Path.Combine(request.SocketDirectory ?? own ?? "", $"plugin{Environment.ProcessId}"), own, 0);
    }

    public void Listen(KestrelServerOptions kestrel, Action<ListenOptions> configure)
    {
        if (_path is not null) kestrel.ListenUnixSocket(_path, configure);
        else kestrel.Listen(IPAddress.Loopback, _port, configure);
    }

    /// <summary>The address in the handshake's form, known once the server runs.</summary>
    public string Bound(IServerAddressesFeature? addresses)
    {
        if (_path is not null) return _path;
        var port = addresses?.Addresses.Select(a => new Uri(a).Port).FirstOrDefault() ?? _port;
        return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
    }

    public void Dispose()
    {
        if (_path is not null) File.Delete(_path);
        if (_ownDirectory is not null && Directory.Exists(_ownDirectory)) Directory.Delete(_ownDirectory, recursive: true);
    }

    /// <summary>The first port of the host's range that is free; 0, for any, where it names none.</summary>
    private static int FreePort(int minimum, int maximum)
    {
        for (var port = minimum; port > 0 && port <= maximum; port++)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                continue;
            }
        }
        return 0;
    }
}
