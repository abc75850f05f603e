using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Plugins.Login;

/// <summary>Waits on a port of this machine for the browser to come back with a code.</summary>
internal sealed class CallbackListener : IDisposable
{
    private const int MaxRequest = 16 * 1024;
    private const int Attempts = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener;

    private CallbackListener(TcpListener listener) => _listener = listener;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    /// <summary>On a free port of those that the host allows. Throws <see cref="LoginException"/> where there is none.</summary>
    public static CallbackListener Start((int From, int To) ports)
    {
        var count = ports.To - ports.From + 1;
        var first = RandomNumberGenerator.GetInt32(count);
        for (var i = 0; i < Math.Min(count, Attempts); i++)
        {
            var listener = new TcpListener(IPAddress.Loopback, ports.From + ((first + i) % count));
            try
            {
                listener.Start();
                return new CallbackListener(listener);
            }
            catch (SocketException)
            {
                listener.Dispose();
            }
        }
        throw new LoginException(string.Create(CultureInfo.InvariantCulture, $"None of the ports from {ports.From} to {ports.To} of this machine is free for the answer of the host."));
    }

    /// <summary>The code. What does not know the state is turned away and not taken for an answer; a refusal is a <see cref="LoginException"/>.</summary>
    public async Task<string> WaitAsync(AuthorizationRequest request, CancellationToken cancellation)
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(cancellation).ConfigureAwait(false);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            try
            {
                if (await AnswerAsync(client.GetStream(), request, patience.Token).ConfigureAwait(false) is { } code) return code;
            }
            catch (Exception e) when (e is IOException or SocketException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                // Browsers open connections that they do not use; the next one may be the answer.
            }
        }
    }

    private static async Task<string?> AnswerAsync(NetworkStream stream, AuthorizationRequest request, CancellationToken cancellation)
    {
        if (await TargetAsync(stream, cancellation).ConfigureAwait(false) is not { } target || !Uri.TryCreate(request.Redirection, target, out var asked) || asked.AbsolutePath != request.Redirection.AbsolutePath)
        {
            await RespondAsync(stream, "404 Not Found", "There is nothing here.", cancellation).ConfigureAwait(false);
            return null;
        }
        var query = Query(asked);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(query.GetValueOrDefault("state", "")), Encoding.ASCII.GetBytes(request.State)))
        {
            await RespondAsync(stream, "400 Bad Request", "This is not the answer that is waited for.", cancellation).ConfigureAwait(false);
            return null;
        }
        if (query.TryGetValue("code", out var code) && code.Length > 0)
        {
            await RespondAsync(stream, "200 OK", "You are logged in. You can close this page and go back to the terminal.", cancellation).ConfigureAwait(false);
            return code;
        }
        await RespondAsync(stream, "400 Bad Request", "The login was refused. The terminal says more.", cancellation).ConfigureAwait(false);
        throw new LoginException($"The host refused: {query.GetValueOrDefault("error_description") ?? query.GetValueOrDefault("error") ?? "it gave no code and no reason"}.");
    }

    /// <summary>What the first line of a request asks for; null where it is none.</summary>
    private static async Task<string?> TargetAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[MaxRequest];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0) return null;
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0) continue;
            var line = Encoding.Latin1.GetString(buffer, 0, buffer.AsSpan(0, length).IndexOf("\r\n"u8));
            return line.Split(' ') is ["GET", var target, _] ? target : null;
        }
        return null;
    }

    private static async Task RespondAsync(NetworkStream stream, string status, string text, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Login</title></head><body><p>{text}</p></body></html>");
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellation).ConfigureAwait(false);
        await stream.WriteAsync(body, cancellation).ConfigureAwait(false);
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static Dictionary<string, string> Query(Uri uri)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            found[Decode(at < 0 ? part : part[..at])] = at < 0 ? "" : Decode(part[(at + 1)..]);
        }
        return found;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
