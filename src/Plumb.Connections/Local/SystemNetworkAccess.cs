using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Plumb.Hosts.Network;
using Plumb.Operations.Hosts;

namespace Plumb.Connections.Local;

/// <summary>Names and TLS by the libraries of the system that the controller runs on.</summary>
internal sealed class SystemNetworkAccess : INetworkAccess
{
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw SocketFailure.Of(e, host);
        }
    }

    public async ValueTask<Stream> SecureAsync(TlsEndPoint endPoint, TlsSettings settings, Func<CancellationToken, ValueTask<Stream>> connect, CancellationToken cancellation)
    {
        var stream = new SslStream(await connect(cancellation).ConfigureAwait(false), leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(Options(endPoint, settings), cancellation).ConfigureAwait(false);
            return stream;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or System.Security.Cryptography.CryptographicException)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw SocketFailure.Tls($"{endPoint.Host}:{endPoint.Port}", e.InnerException?.Message ?? e.Message);
        }
    }

    private static SslClientAuthenticationOptions Options(TlsEndPoint endPoint, TlsSettings settings)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = endPoint.Host };
        if (!settings.Validate)
        {
#pragma warning disable CA5359 // The task says validate_certs: false.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (settings.AuthoritiesPath is { } path)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors, path);
        }
        if (settings.ClientCertificatePath is { } client)
            options.ClientCertificates = [X509Certificate2.CreateFromPemFile(client, settings.ClientKeyPath ?? client)];
        return options;
    }

    /// <summary>Good by the system's authorities, or by those of the file.</summary>
    private static bool IsTrusted(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors, string path)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(path);
        foreach (var element in sent?.ChainElements.AsEnumerable() ?? []) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(server);
    }
}
