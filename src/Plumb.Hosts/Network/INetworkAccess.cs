using System.Net;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Network;

/// <summary>
/// What of the network depends on how this program was built: names and TLS. The libraries of the system know both; a program that
/// holds everything inside has neither.
/// </summary>
public interface INetworkAccess
{
    ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation);

    /// <summary>Speaks TLS over a connection to the end point, through the proxy where there is one.</summary>
    ValueTask<Stream> SecureAsync(TlsEndPoint endPoint, TlsSettings settings, Func<CancellationToken, ValueTask<Stream>> connect, CancellationToken cancellation);
}

/// <summary>Who is spoken to. The proxy is given as <c>host:port</c> for those that connect on their own.</summary>
public sealed record TlsEndPoint(string Host, int Port, string? Proxy, string? UnixSocket);
