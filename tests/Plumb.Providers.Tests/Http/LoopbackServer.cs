using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Plumb.Providers.Tests.Http;

/// <summary>One request as it came: the first line, the headers and the body.</summary>
internal sealed record ReceivedRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Whom the client showed itself as.</summary>
    public string? Client { get; init; }
}

/// <summary>A server on this machine's own address that speaks just enough HTTP, over TLS if it is given a certificate. It closes every connection.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<ReceivedRequest, string> _answer;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Task _serving;

    public LoopbackServer(Func<ReceivedRequest, string> answer, SslServerAuthenticationOptions? tls = null)
    {
        (_answer, _tls) = (answer, tls);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"{(_tls is null ? "http" : "https")}://localhost:{Port}";

    public List<ReceivedRequest> Received { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _serving;
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        var answering = new List<Task>();
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                answering.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                break;
            }
        }
        await Task.WhenAll(answering);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // A client that goes away, or does not trust the certificate, is part of the tests.
            }
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        string? shown = null;
        if (_tls is not null)
        {
            var secured = new SslStream(stream);
            await secured.AuthenticateAsServerAsync(_tls, _ending.Token);
            shown = secured.RemoteCertificate?.Subject;
            stream = secured;
        }
        await using (stream)
        {
            using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            if (await reader.ReadLineAsync(_ending.Token) is not { } line) return;
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync(_ending.Token) is { Length: > 0 } header) headers[header.Split(": ")[0]] = header[(header.IndexOf(": ", StringComparison.Ordinal) + 2)..];
            var body = new char[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
            if (body.Length > 0) await reader.ReadBlockAsync(body, _ending.Token);
            var request = new ReceivedRequest(line, headers, new string(body)) { Client = shown };
            lock (Received) Received.Add(request);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(_answer(request).ReplaceLineEndings("\r\n")), _ending.Token);
        }
    }
}
