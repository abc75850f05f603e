using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Network.Waiting;

/// <summary>A port of this host to which no one is connected, by the kernel's list of connections.</summary>
internal sealed class DrainedCondition(OperationContext context) : WaitCondition
{
    private const string AnyMapped = "0000000000000000FFFF000000000000";
    private const string MappedPrefix = "0000000000000000FFFF0000";

    private (HashSet<string> Local, HashSet<string> Excluded)? _addresses;

    public static IReadOnlyDictionary<string, string> States { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ESTABLISHED"] = "01",
        ["SYN_SENT"] = "02",
        ["SYN_RECV"] = "03",
        ["FIN_WAIT1"] = "04",
        ["FIN_WAIT2"] = "05",
        ["TIME_WAIT"] = "06",
    };

    public override string Timeout => $"Timeout when waiting for {context.Arguments.Text("host")}:{context.Arguments.Integer("port")} to drain";

    public override async ValueTask<bool> IsMetAsync(TimeSpan rest, CancellationToken cancellation)
    {
        _addresses ??= (await HexAsync([context.Arguments.RequiredText("host")], cancellation).ConfigureAwait(false),
            await HexAsync(context.Arguments.Texts("exclude_hosts"), cancellation).ConfigureAwait(false));
        var (local, excluded) = _addresses.Value;
        var states = context.Arguments.Texts("active_connection_states").Select(s => States[s]).ToHashSet(StringComparer.Ordinal);
        return !Connections("/proc/net/tcp").Concat(Connections("/proc/net/tcp6")).Any(c => states.Contains(c.State) && !excluded.Contains(c.Remote) && Counts(c.Local, local));
    }

    private static bool Counts(string address, HashSet<string> local) =>
        local.Contains(address) || local.Contains(new string('0', address.Length)) || (address.StartsWith(MappedPrefix, StringComparison.Ordinal) && local.Contains(AnyMapped));

    private IEnumerable<(string Local, string Remote, string State)> Connections(string path)
    {
        var port = (context.Arguments.Integer("port") ?? 0).ToString("X4", CultureInfo.InvariantCulture);
        foreach (var line in (context.Host.Files.ReadTextOrNull(path) ?? "").Split('\n').Skip(1))
        {
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 4) continue;
            var (local, remote) = (fields[1].Split(':'), fields[2].Split(':'));
            if (local.Length == 2 && remote.Length == 2 && local[1] == port) yield return (local[0], remote[0], fields[3]);
        }
    }

    private async ValueTask<HashSet<string>> HexAsync(IReadOnlyList<string> hosts, CancellationToken cancellation)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var host in hosts)
        {
            foreach (var address in await ResolveAsync(host, cancellation).ConfigureAwait(false))
            {
                found.Add(Hex(address));
                // Who listens for both families sees the old one's addresses inside of the new one's.
                if (address.AddressFamily == AddressFamily.InterNetwork) found.Add(Hex(address.MapToIPv6()));
            }
        }
        return found;
    }

    private async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await context.Host.Network.ResolveAsync(host, cancellation).ConfigureAwait(false);
        }
        catch (HostException fault)
        {
            throw new OperationException(SystemErrors.Python(fault), new MapBuilder { ["elapsed"] = 0 }.Build());
        }
    }

    // The kernel writes each word of four bytes with the last byte first.
    private static string Hex(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i += 4) Array.Reverse(bytes, i, 4);
        return Convert.ToHexString(bytes);
    }
}
