using System.Net;
using System.Net.Sockets;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Network;

/// <summary>The network of the machine that this runs on.</summary>
internal sealed class LinuxNetwork(INetworkAccess access, IReadOnlyDictionary<string, string> environment) : IHostNetwork
{
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : await access.ResolveAsync(host, cancellation).ConfigureAwait(false);

    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        HostException? failure = null;
        // A name may have several addresses, of which not all need to answer.
        foreach (var address in await ResolveAsync(host, cancellation).ConfigureAwait(false))
        {
            try
            {
                return await OpenAsync(new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, new IPEndPoint(address, port), $"{host}:{port}", cancellation).ConfigureAwait(false);
            }
            catch (HostException e)
            {
                failure = e;
            }
        }
        throw failure ?? SocketFailure.UnknownName(host);
    }

    public ValueTask<Stream> ConnectAsync(string socketPath, CancellationToken cancellation) =>
        OpenAsync(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(socketPath), socketPath, cancellation);

    public ValueTask<HttpAnswer> SendAsync(HttpQuestion request, CancellationToken cancellation) => new HttpExchange(this, access, environment, request).RunAsync(cancellation);

    private static async ValueTask<Stream> OpenAsync(Socket socket, EndPoint endPoint, string target, CancellationToken cancellation)
    {
        try
        {
            await socket.ConnectAsync(endPoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw SocketFailure.Of(e, target);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
