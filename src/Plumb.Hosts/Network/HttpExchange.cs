using System.Globalization;
using System.IO.Compression;
using System.Text;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Network;

/// <summary>
/// One HTTP/1.1 request and its answer, over a connection of its own (RFC 9112). Small on purpose: it is part of the program that is
/// sent to hosts.
/// </summary>
internal sealed class HttpExchange(IHostNetwork network, INetworkAccess access, IReadOnlyDictionary<string, string> environment, HttpQuestion request)
{
    private readonly string _target = request.Address.ToString();
    private readonly bool _secure = request.Address.Scheme == "https";
    private readonly Uri? _proxy = request is { UseProxy: true, UnixSocket: null } ? ProxyChoice.For(request.Address, environment) : null;

    public async ValueTask<HttpAnswer> RunAsync(CancellationToken cancellation)
    {
        var stream = await OpenAsync(cancellation).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(Head(), cancellation).ConfigureAwait(false);
            if (request.Body is { IsEmpty: false } body) await stream.WriteAsync(body, cancellation).ConfigureAwait(false);
            await stream.FlushAsync(cancellation).ConfigureAwait(false);
            return await AnswerAsync(new BufferedInput(stream), cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw SocketFailure.Protocol(_target, e.Message);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<HttpAnswer> AnswerAsync(BufferedInput input, CancellationToken cancellation)
    {
        var head = await HttpHead.ReadAsync(input, _target, cancellation).ConfigureAwait(false);
        // The server may say first that it goes on.
        while (head.Status is >= 100 and < 200 and not 101) head = await HttpHead.ReadAsync(input, _target, cancellation).ConfigureAwait(false);
        var isEmpty = request.Method == "HEAD" || head.Status is 204 or 304;
        Stream body = new HttpBody(input, head, isEmpty, _target);
        if (request.Decompress && !isEmpty)
        {
            body = head["Content-Encoding"]?.Trim().ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
                "deflate" => new ZLibStream(body, CompressionMode.Decompress),
                _ => body,
            };
        }
        return new HttpAnswer(head.Status, head.Reason, head.Headers, body) { Version = head.Version };
    }

    private async ValueTask<Stream> OpenAsync(CancellationToken cancellation)
    {
        var address = request.Address;
        if (request.UnixSocket is null && !_secure) return await ConnectAsync(_proxy ?? address, cancellation).ConfigureAwait(false);
        var proxy = _proxy is null ? null : $"{_proxy.IdnHost}:{_proxy.Port.ToString(CultureInfo.InvariantCulture)}";
        if (!_secure) return await TunnelAsync(cancellation).ConfigureAwait(false);
        return await access.SecureAsync(new TlsEndPoint(address.IdnHost, address.Port, proxy, request.UnixSocket), request.Tls, TunnelAsync, cancellation).ConfigureAwait(false);
    }

    /// <summary>A connection to the server itself, through the proxy where there is one.</summary>
    private async ValueTask<Stream> TunnelAsync(CancellationToken cancellation)
    {
        if (request.UnixSocket is { } socket) return await network.ConnectAsync(socket, cancellation).ConfigureAwait(false);
        if (_proxy is null) return await ConnectAsync(request.Address, cancellation).ConfigureAwait(false);
        var stream = await ConnectAsync(_proxy, cancellation).ConfigureAwait(false);
        var end = $"{request.Address.IdnHost}:{request.Address.Port.ToString(CultureInfo.InvariantCulture)}";
        var question = $"CONNECT {end} HTTP/1.1\r\nHost: {end}\r\n{ProxyCredentials()}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(question), cancellation).ConfigureAwait(false);
        var head = await HttpHead.ReadAsync(new BufferedInput(stream), _target, cancellation).ConfigureAwait(false);
        return head.Status is >= 200 and < 300 ? stream : throw SocketFailure.Protocol(_target, $"Tunnel connection failed: {head.Status} {head.Reason}");
    }

    private ValueTask<Stream> ConnectAsync(Uri end, CancellationToken cancellation) => network.ConnectAsync(end.IdnHost, end.Port, cancellation);

    private byte[] Head()
    {
        var text = new StringBuilder();
        var throughProxy = _proxy is not null && !_secure;
        text.Append(CultureInfo.InvariantCulture, $"{request.Method} {(throughProxy ? request.Address.GetLeftPart(UriPartial.Query) : request.Address.PathAndQuery)} HTTP/1.1\r\n");
        if (!Has("Host")) text.Append(CultureInfo.InvariantCulture, $"Host: {(request.Address.IsDefaultPort ? request.Address.IdnHost : $"{request.Address.IdnHost}:{request.Address.Port}")}\r\n");
        if (request.Body is { } body && !Has("Content-Length")) text.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        if (request.Decompress && !Has("Accept-Encoding")) text.Append("Accept-Encoding: gzip, deflate\r\n");
        if (!Has("Connection")) text.Append("Connection: close\r\n");
        if (throughProxy) text.Append(ProxyCredentials());
        foreach (var (name, value) in request.Headers)
        {
            if ((name + value).AsSpan().ContainsAny('\r', '\n')) throw SocketFailure.Protocol(_target, $"the header {name} holds a line end");
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
    }

    private string ProxyCredentials() => _proxy?.UserInfo is { Length: > 0 } user ? $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user)))}\r\n" : "";

    private bool Has(string name) => request.Headers.Any(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase));
}
