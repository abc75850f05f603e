using System.Net;

namespace Plumb.Operations.Hosts;

/// <summary>
/// The network as a host sees it. Failures are <see cref="HostException"/> with the system's name of the error, such as
/// <c>ECONNREFUSED</c>; a name that is not known is <c>EAI_NONAME</c>, a certificate that is not trusted or another fault of TLS is
/// <c>ETLS</c>, something else that is not HTTP is <c>EPROTO</c>. Time is limited by the token.
/// </summary>
public interface IHostNetwork
{
    ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation);

    /// <summary>Opens a TCP connection.</summary>
    ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation);

    /// <summary>Opens a connection to a socket in the file system.</summary>
    ValueTask<Stream> ConnectAsync(string socketPath, CancellationToken cancellation);

    /// <summary>
    /// Sends one HTTP request and returns when the head of the answer is there. Any status is an answer. Redirects are not followed,
    /// challenges not answered and cookies not kept: that is for who asks.
    /// </summary>
    ValueTask<HttpAnswer> SendAsync(HttpQuestion request, CancellationToken cancellation);
}

/// <summary>One HTTP request. <c>Content-Length</c> and <c>Host</c> are added where the headers do not have them.</summary>
public sealed record HttpQuestion(string Method, Uri Address)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Null sends no body; an empty one is sent with a length of zero.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The socket in the file system to speak over, instead of the address's host.</summary>
    public string? UnixSocket { get; init; }

    /// <summary>Whether the proxies that the environment names are used.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>Whether the body is unpacked where the answer says that it is compressed.</summary>
    public bool Decompress { get; init; } = true;

    public TlsSettings Tls { get; init; } = TlsSettings.Default;
}

/// <summary>How certificates are judged and shown. Paths are of the host.</summary>
public sealed record TlsSettings
{
    public static readonly TlsSettings Default = new();

    public bool Validate { get; init; } = true;

    /// <summary>A file of certificates that are trusted besides the system's.</summary>
    public string? AuthoritiesPath { get; init; }

    public string? ClientCertificatePath { get; init; }

    /// <summary>The key of the client's certificate where it is not in the same file.</summary>
    public string? ClientKeyPath { get; init; }

    public IReadOnlyList<string> Ciphers { get; init; } = [];
}

/// <summary>The answer to a request: its head, and its body to be read once.</summary>
public sealed record HttpAnswer(int Status, string Reason, IReadOnlyList<KeyValuePair<string, string>> Headers, Stream Body) : IAsyncDisposable
{
    public string Version { get; init; } = "1.1";

    /// <summary>The values of a header joined by commas, or null.</summary>
    public string? Header(string name)
    {
        var values = Headers.Where(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).ToArray();
        return values.Length == 0 ? null : string.Join(", ", values);
    }

    public ValueTask DisposeAsync() => Body.DisposeAsync();
}
