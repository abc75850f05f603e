using System.Net;
using System.Net.Sockets;

namespace Plumb.Provider.Docker.Tests;

/// <summary>A port of this machine behind which a socket in a folder answers. It may come to be there later.</summary>
internal sealed class UnixForwarder : IAsyncDisposable
{
    private readonly string _path;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    public UnixForwarder(string path)
    {
        _path = path;
        _listener.Start();
        Address = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(ForwardAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using (client)
        using (var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            try
            {
                await other.ConnectAsync(new UnixDomainSocketEndPoint(_path), _end.Token);
                await using var there = new NetworkStream(other);
                await Task.WhenAny(client.GetStream().CopyToAsync(there, _end.Token), there.CopyToAsync(client.GetStream(), _end.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // Whoever asked sees that the connection is closed.
            }
        }
    }
}
