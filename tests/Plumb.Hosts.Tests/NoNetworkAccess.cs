using System.Net;
using Plumb.Hosts.Linux;
using Plumb.Hosts.Network;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Tests;

internal sealed class NoNetworkAccess : INetworkAccess
{
    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation) => throw SocketFailure.UnknownName(host);

    public ValueTask<Stream> SecureAsync(TlsEndPoint endPoint, TlsSettings settings, Func<CancellationToken, ValueTask<Stream>> connect, CancellationToken cancellation) =>
        throw SocketFailure.Tls(endPoint.Host, "there is none in this test");

    public static LinuxHost Host() => new(Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(e => $"{e.Key}", e => $"{e.Value}"), "/", new NoNetworkAccess(), TimeProvider.System);
}
