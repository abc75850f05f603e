using System.Net;
using System.Net.Sockets;
using Plumb.Hosts.Linux;
using Plumb.Hosts.Network;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Tests;

/// <summary>The machine that the tests run on.</summary>
internal static class TestMachine
{
    public static LinuxHost In(string folder, params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["HOME"] = Environment.GetEnvironmentVariable("HOME") ?? "/root",
            ["LANG"] = "C.UTF-8",
        };
        foreach (var (name, value) in variables) environment[name] = value;
        return new LinuxHost(environment, folder, new Names(), TimeProvider.System);
    }

    private sealed class Names : INetworkAccess
    {
        public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
        {
            try
            {
                return await Dns.GetHostAddressesAsync(host, cancellation);
            }
            catch (SocketException)
            {
                throw new HostException("EAI_NONAME", -2, null, "Name or service not known");
            }
        }

        public ValueTask<Stream> SecureAsync(TlsEndPoint endPoint, TlsSettings settings, Func<CancellationToken, ValueTask<Stream>> connect, CancellationToken cancellation) =>
            throw new HostException("ETLS", 0, null, "no TLS in tests");
    }
}
