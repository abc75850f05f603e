using System.Globalization;
using System.Net;
using Plumb.Hosts.Linux;
using Plumb.Hosts.Processes;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Network;

/// <summary>
/// Names and TLS for a program that has no libraries: it asks name servers itself, and speaks TLS through the host's own
/// <c>openssl</c>, which is there wherever certificates of authorities are.
/// </summary>
internal sealed class StaticNetworkAccess(IReadOnlyDictionary<string, string> environment) : INetworkAccess
{
    private readonly DnsResolver _names = new();

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation) => _names.ResolveAsync(host, cancellation);

    public async ValueTask<Stream> SecureAsync(TlsEndPoint endPoint, TlsSettings settings, Func<CancellationToken, ValueTask<Stream>> connect, CancellationToken cancellation)
    {
        var target = $"{endPoint.Host}:{endPoint.Port.ToString(CultureInfo.InvariantCulture)}";
        var program = new LinuxProcesses(new LinuxFiles(), environment, "/").Find("openssl")
            ?? throw SocketFailure.Tls(target, "https needs the program openssl on the host, which was not found there: install it, or get the file on the controller and copy it");
        var process = ChannelProcess.Start(new SpawnRequest(program, ["openssl", .. Arguments(endPoint, settings, target)], environment));
        return await OpenSslStream.OpenAsync(process, target, cancellation).ConfigureAwait(false);
    }

    private static IEnumerable<string> Arguments(TlsEndPoint endPoint, TlsSettings settings, string target)
    {
        // It says when the connection stands, and from then on only hands on what is said over it.
        IEnumerable<string> words = ["s_client", "-brief", "-quiet", "-nocommands", "-ign_eof"];
        words = endPoint switch
        {
            { UnixSocket: { } socket } => [.. words, "-unix", socket],
            { Proxy: { } proxy } => [.. words, "-proxy", proxy, "-connect", target],
            _ => [.. words, "-connect", target],
        };
        if (!IPAddress.TryParse(endPoint.Host, out _)) words = [.. words, "-servername", endPoint.Host];
        if (settings.Validate) words = [.. words, "-verify_return_error", "-verify", "20", IPAddress.TryParse(endPoint.Host, out _) ? "-verify_ip" : "-verify_hostname", endPoint.Host];
        if (settings.AuthoritiesPath is { } authorities) words = [.. words, "-CAfile", authorities];
        if (settings.ClientCertificatePath is { } certificate) words = [.. words, "-cert", certificate, "-key", settings.ClientKeyPath ?? certificate];
        if (settings.Ciphers.Count > 0) words = [.. words, "-cipher", string.Join(':', settings.Ciphers)];
        return words;
    }
}
