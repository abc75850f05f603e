using System.Net.Sockets;
using Plumb.Hosts.Linux;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Network;

/// <summary>Failures of sockets as those of the host.</summary>
internal static class SocketFailure
{
    public static HostException Of(SocketException failure, string target) => failure.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData => UnknownName(target),
        SocketError.TryAgain => new HostException("EAI_AGAIN", -3, target, "Temporary failure in name resolution"),
        _ => SystemError.Of(failure.NativeErrorCode, target),
    };

    public static HostException UnknownName(string host) => new("EAI_NONAME", -2, host, "Name or service not known");

    public static HostException Protocol(string target, string why) => new("EPROTO", 71, target, why);

    public static HostException Tls(string target, string why) => new("ETLS", 0, target, why);
}
