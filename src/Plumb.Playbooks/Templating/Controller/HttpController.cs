using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Controller;

/// <summary>Fetches pages over HTTP. Redirects are followed here, for what may be sent on to where they lead is the caller's to say.</summary>
public sealed class HttpController : IControllerWeb
{
    private const int MostRedirects = 10;

    /// <summary>A page becomes text in memory.</summary>
    private const int LongestPage = 256 * 1024 * 1024;

    public byte[] Fetch(WebRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        // A path is a URL of a file for .NET, and for nobody else.
        if (request.Url.StartsWith('/') || !Uri.TryCreate(request.Url, UriKind.Absolute, out var address)) throw TemplatingException.Failure($"unknown url type: {PyText.Repr(request.Url)}");
        try
        {
            if (address.IsFile) return ReadFile(address);
            using var client = new HttpClient(Handler(request)) { Timeout = request.Timeout, MaxResponseContentBufferSize = LongestPage };
            return Fetch(client, request, address);
        }
        catch (HttpRequestException fault)
        {
            throw TemplatingException.Failure($"Failed lookup url for {request.Url} : <urlopen error {Cause(fault)}>", fault);
        }
        catch (TaskCanceledException fault)
        {
            throw TemplatingException.Failure($"Failed lookup url for {request.Url} : <urlopen error timed out>", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw TemplatingException.Failure($"Failed lookup url for {request.Url} : <urlopen error {Cause(fault, address)}>", fault);
        }
    }

    private static byte[] ReadFile(Uri address)
    {
        if (address.Host.Length > 0 && !address.IsLoopback) throw new IOException("file not on local host");
        using var file = File.OpenRead(PathOf(address));
        return file.Length <= LongestPage ? File.ReadAllBytes(file.Name) : throw new IOException($"the file has more than {LongestPage} bytes");
    }

    private static string PathOf(Uri address) => Uri.UnescapeDataString(address.AbsolutePath);

    private static string Cause(Exception fault, Uri address) => fault switch
    {
        _ when !address.IsFile => fault.Message,
        FileNotFoundException or DirectoryNotFoundException => $"[Errno 2] No such file or directory: {PyText.Repr(PathOf(address))}",
        UnauthorizedAccessException => $"[Errno {(Directory.Exists(PathOf(address)) ? "21] Is a directory" : "13] Permission denied")}: {PyText.Repr(PathOf(address))}",
        _ => fault.Message,
    };

    /// <summary>In the words of the system, which people look for.</summary>
    private static string Cause(HttpRequestException fault) => fault.InnerException switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => "[Errno -2] Name or service not known",
        SocketException { SocketErrorCode: SocketError.TryAgain } => "[Errno -3] Temporary failure in name resolution",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "[Errno 111] Connection refused",
        SocketException inner => inner.Message,
        AuthenticationException inner => $"[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {inner.InnerException?.Message ?? inner.Message}",
        { } inner => $"{fault.Message} {inner.Message}",
        null => fault.Message,
    };

    private static byte[] Fetch(HttpClient client, WebRequest request, Uri first)
    {
        var address = first;
        for (var followed = 0; ; followed++)
        {
            if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
                throw TemplatingException.Failure($"Failed lookup url for {request.Url} : <urlopen error unknown url type: {address.Scheme}>");
            using var message = Message(request, address, isFirst: followed == 0, isSameServer: address.GetLeftPart(UriPartial.Authority) == first.GetLeftPart(UriPartial.Authority));
            using var answer = client.Send(message);
            if (IsRedirect(answer.StatusCode) && answer.Headers.Location is { } next && request.FollowRedirects.ToLowerInvariant() is not ("none" or "no"))
            {
                if (followed == MostRedirects) throw TemplatingException.Failure($"Received HTTP error for {request.Url} : HTTP Error {(int)answer.StatusCode}: too many redirects");
                address = new Uri(address, next);
                continue;
            }
            if (!answer.IsSuccessStatusCode)
                throw TemplatingException.Failure(string.Create(CultureInfo.InvariantCulture, $"Received HTTP error for {request.Url} : HTTP Error {(int)answer.StatusCode}: {answer.ReasonPhrase}"));
            using var body = new MemoryStream();
            answer.Content.CopyTo(body, null, CancellationToken.None);
            return body.ToArray();
        }
    }

    private static HttpRequestMessage Message(WebRequest request, Uri address, bool isFirst, bool isSameServer)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        message.Headers.TryAddWithoutValidation("User-Agent", request.Agent);
        if (request.Force) message.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        // A redirect does not get a password out of here.
        if (isSameServer && request.UserName is { } user) message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{request.Password}")));
        foreach (var (name, value) in request.Headers)
        {
            if (isFirst || !request.UnredirectedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)) message.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }

    private static bool IsRedirect(HttpStatusCode code) =>
        code is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static SocketsHttpHandler Handler(WebRequest request)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = request.UseProxy, AutomaticDecompression = DecompressionMethods.All };
        if (request.UnixSocket is { } socket) handler.ConnectCallback = (_, cancellation) => ConnectAsync(socket, cancellation);
#pragma warning disable CA5359 // The user asked for it with validate_certs=false.
        if (!request.ValidateCertificates) handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        else if (request.AuthoritiesPath is { } authorities) handler.SslOptions.CertificateChainPolicy = Trusting(authorities);
        return handler;
    }

    private static X509ChainPolicy Trusting(string authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorities);
        return policy;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
