using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Network;

/// <summary>
/// Finds addresses of names by /etc/hosts and the name servers of /etc/resolv.conf. The C library of a static program would look for
/// shared libraries to do so, which a host need not have.
/// </summary>
internal sealed class DnsResolver(string hostsFile = "/etc/hosts", string configurationFile = "/etc/resolv.conf", int port = 53)
{
    private const int Attempts = 2;
    private const int NoSuchName = 3;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        var name = new IdnMapping().GetAscii(host.TrimEnd('.'));
        var listed = Listed(name).ToArray();
        if (listed.Length > 0) return listed;
        if (name == "localhost" || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)) return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        var (servers, search) = Configuration();
        var isQualified = host.EndsWith('.') || name.Contains('.', StringComparison.Ordinal);
        IEnumerable<string> candidates = host.EndsWith('.') ? [name] : isQualified ? [name, .. search.Select(s => $"{name}.{s}")] : [.. search.Select(s => $"{name}.{s}"), name];
        var reached = false;
        foreach (var candidate in candidates)
        {
            var found = await AskAllAsync(candidate, servers, cancellation).ConfigureAwait(false);
            if (found is { Count: > 0 }) return found;
            reached |= found is not null;
        }
        throw reached ? SocketFailure.UnknownName(host) : new HostException("EAI_AGAIN", -3, host, "Temporary failure in name resolution");
    }

    private IEnumerable<IPAddress> Listed(string name)
    {
        if (!File.Exists(hostsFile)) yield break;
        foreach (var line in File.ReadLines(hostsFile))
        {
            var words = line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Skip(1).Contains(name, StringComparer.OrdinalIgnoreCase) && IPAddress.TryParse(words[0], out var address)) yield return address;
        }
    }

    private (IReadOnlyList<IPAddress> Servers, IReadOnlyList<string> Search) Configuration()
    {
        var servers = new List<IPAddress>();
        IReadOnlyList<string> search = [];
        if (File.Exists(configurationFile))
        {
            foreach (var line in File.ReadLines(configurationFile))
            {
                var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                if (words is ["nameserver", var server, ..] && IPAddress.TryParse(server, out var address)) servers.Add(address);
                else if (words is ["search" or "domain", ..]) search = words[1..];
            }
        }
        return (servers.Count > 0 ? servers : [IPAddress.Loopback], search);
    }

    /// <summary>Both kinds of addresses, those of IPv4 first; null where no server answered.</summary>
    private async ValueTask<IReadOnlyList<IPAddress>?> AskAllAsync(string name, IReadOnlyList<IPAddress> servers, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            foreach (var server in servers)
            {
                var replies = await Task.WhenAll(AskAsync(name, DnsMessage.IPv4, server, cancellation), AskAsync(name, DnsMessage.IPv6, server, cancellation)).ConfigureAwait(false);
                if (replies.Any(r => r is { Code: 0 or NoSuchName })) return [.. replies.SelectMany(r => r?.Addresses ?? [])];
            }
        }
        return null;
    }

    private async Task<DnsReply?> AskAsync(string name, ushort type, IPAddress server, CancellationToken cancellation)
    {
        // Unpredictable, or others could answer in the server's place.
        var number = (ushort)Random.Shared.Next(ushort.MaxValue);
        if (DnsMessage.Question(number, name, type) is not { } question) return new DnsReply(IsTruncated: false, NoSuchName, []);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(_patience);
        try
        {
            var reply = await OverUdpAsync(question, number, type, server, limited.Token).ConfigureAwait(false);
            return reply is { IsTruncated: true } ? await OverTcpAsync(question, number, type, server, limited.Token).ConfigureAwait(false) : reply;
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private async ValueTask<DnsReply?> OverUdpAsync(byte[] question, ushort number, ushort type, IPAddress server, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(new IPEndPoint(server, port), cancellation).ConfigureAwait(false);
        await socket.SendAsync(question, cancellation).ConfigureAwait(false);
        var buffer = new byte[4096];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellation).ConfigureAwait(false);
            if (DnsMessage.Read(buffer.AsSpan(0, length), number, type) is { } reply) return reply;
        }
    }

    private async ValueTask<DnsReply?> OverTcpAsync(byte[] question, ushort number, ushort type, IPAddress server, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(server, port), cancellation).ConfigureAwait(false);
        using var stream = new NetworkStream(socket);
        var size = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)question.Length);
        await stream.WriteAsync((byte[])[.. size, .. question], cancellation).ConfigureAwait(false);
        await stream.ReadExactlyAsync(size, cancellation).ConfigureAwait(false);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
        await stream.ReadExactlyAsync(answer, cancellation).ConfigureAwait(false);
        return DnsMessage.Read(answer, number, type);
    }
}
