using System.Net;
using Plumb.Hosts.Network;
using Plumb.Operations.Hosts;

namespace Plumb.Conformance.Templating;

/// <summary>A machine without a network: no case asks for one.</summary>
internal sealed class NoNetwork : INetworkAccess
{
    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation) => throw new NotSupportedException("no case asks for names");

    public ValueTask<Stream> SecureAsync(TlsEndPoint endPoint, TlsSettings settings, Func<CancellationToken, ValueTask<Stream>> connect, CancellationToken cancellation) =>
        throw new NotSupportedException("no case asks for TLS");
}
