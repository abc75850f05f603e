using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Plumb.Connections.OpenSsh;

/// <summary>
/// A port on this machine that leads through an HTTP proxy (CONNECT, RFC 9110 section 9.3.6) to one server, because ssh
/// itself knows no such proxy. It is there as long as the connection.
/// </summary>
internal sealed class ProxyRelay : IAsyncDisposable
{
    private const int MaxHead = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly SshProxy _proxy;
    private readonly string _destination;
    private readonly Task _serving;

    private ProxyRelay(SshProxy proxy, string host, int port)
    {
        _proxy = proxy;
        _destination = string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    public string? LastFailure { get; private set; }

    public static ProxyRelay Start(SshProxy proxy, string host, int port) => new(proxy, host, port);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(RelayAsync(await _listener.AcceptSocketAsync(_end.Token).ConfigureAwait(false)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open).ConfigureAwait(false);
        }
    }

    private async Task RelayAsync(Socket accepted)
    {
        using var near = new NetworkStream(accepted, ownsSocket: true);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(_proxy.Host, _proxy.Port, _end.Token).ConfigureAwait(false);
            Stream far = client.GetStream();
            if (_proxy.IsSecure)
            {
                var secured = new SslStream(far);
                await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _proxy.Host }, _end.Token).ConfigureAwait(false);
                far = secured;
            }
            await using var __ = far.ConfigureAwait(false);
            await AskAsync(far).ConfigureAwait(false);
            await await Task.WhenAny(near.CopyToAsync(far, _end.Token), far.CopyToAsync(near, _end.Token)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            LastFailure = $"the proxy {_proxy.Host} does not lead to {_destination}: {e.Message}";
        }
        catch (OperationCanceledException)
        {
            // The connection is over.
        }
    }

    private async Task AskAsync(Stream proxy)
    {
        var request = $"CONNECT {_destination} HTTP/1.1\r\nHost: {_destination}\r\n";
        if (_proxy.User is not null || _proxy.Password is not null)
            request += $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_proxy.User}:{_proxy.Password}"))}\r\n";
        await proxy.WriteAsync(Encoding.ASCII.GetBytes(request + "\r\n"), _end.Token).ConfigureAwait(false);

        var head = new List<byte>();
        var one = new byte[1];
        // What follows the head belongs to the server already, so no byte more may be read.
        while (!(head.Count >= 4 && head[^4..] is [13, 10, 13, 10]))
        {
            if (head.Count > MaxHead || await proxy.ReadAsync(one, _end.Token).ConfigureAwait(false) == 0) throw new IOException("its answer is no answer of a proxy");
            head.Add(one[0]);
        }
        var status = Encoding.ASCII.GetString([.. head.TakeWhile(b => b != '\r')]);
        if (status.Split(' ') is not [_, "200", ..]) throw new IOException($"it answered \"{status}\"");
    }
}
