using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Plumb.Providers.Tls;

/// <summary>Asks servers for their certificates: as they send them, their own first. Faults are <see cref="IOException"/>s.</summary>
internal sealed class PeerCertificates(bool verifies, IWebProxy? proxy)
{
    private const int MaxRedirects = 10;

    /// <summary>For one request or one handshake: certificates come at the beginning, and no answer need come after them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private List<byte[]> _last = [];

    /// <summary>With a request that follows redirections, through the proxy if there is one: first HEAD and, where that fails, GET.</summary>
    public async Task<IReadOnlyList<byte[]>> OfHttpsAsync(Uri url, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler
        {
            Proxy = proxy,
            UseProxy = proxy is not null,
            MaxAutomaticRedirections = MaxRedirects,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Validate },
        };
        using var client = new HttpMessageInvoker(handler);
        foreach (var method in (HttpMethod[])[HttpMethod.Head, HttpMethod.Get])
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            ending.CancelAfter(Patience);
            try
            {
                using var response = await client.SendAsync(new HttpRequestMessage(method, url), ending.Token).ConfigureAwait(false);
                return _last;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return _last.Count > 0 ? _last : throw new IOException("the server did not answer");
            }
            catch (HttpRequestException e) when (method == HttpMethod.Get)
            {
                throw new IOException(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message, e);
            }
            catch (HttpRequestException)
            {
                // Some servers do not answer HEAD.
            }
        }
        return _last;
    }

    /// <summary>With a TLS handshake and nothing more.</summary>
    public async Task<IReadOnlyList<byte[]>> OfSocketAsync(string host, int port, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(Patience);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(host, port, ending.Token).ConfigureAwait(false);
            var secured = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, Validate);
            await using var _ = secured.ConfigureAwait(false);
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, ending.Token).ConfigureAwait(false);
            return _last;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException("the server did not answer");
        }
        catch (Exception e) when (e is SocketException or AuthenticationException)
        {
            throw new IOException(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message, e);
        }
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        // What the server sent, whether or not it leads to an authority; the platform does not tell on all systems.
        var sent = (chain?.ChainPolicy.ExtraStore ?? []).Select(c => c.RawData).ToList();
        if (certificate?.GetRawCertData() is { } own && !sent.Any(s => s.AsSpan().SequenceEqual(own))) sent.Insert(0, own);
        _last = sent;
        return !verifies || errors == SslPolicyErrors.None;
    }
}
