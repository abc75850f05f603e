using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Plumb.Tests.Shared;

/// <summary>A web server of a few lines: each request goes to a function that says what to send back.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<WebRequest, string> _answer;

    public WebServer(Func<WebRequest, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{Port}";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public List<WebRequest> Requests { get; } = [];

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    /// <summary>An answer of this status with headers and a body.</summary>
    public static string Answer(string status, string body = "", params string[] headers) =>
        $"HTTP/1.1 {status}\r\n{string.Concat(headers.Select(h => h + "\r\n"))}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await using var stream = client.GetStream();
                if (await ReadAsync(stream) is not { } request) continue;
                Requests.Add(request);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer(request)), _end.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task<WebRequest?> ReadAsync(NetworkStream stream)
    {
        var text = "";
        var buffer = new byte[4096];
        while (!IsWhole(text))
        {
            var count = await stream.ReadAsync(buffer, _end.Token);
            if (count == 0) return null;
            text += Encoding.UTF8.GetString(buffer, 0, count);
        }
        var split = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = text[..split].Split("\r\n");
        var words = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        return new WebRequest(words[0], words[1], headers, text[(split + 4)..]);
    }

    private static bool IsWhole(string text)
    {
        var split = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (split < 0) return false;
        var length = text[..split].Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null || Encoding.UTF8.GetByteCount(text[(split + 4)..]) >= int.Parse(length[15..], CultureInfo.InvariantCulture);
    }
}

internal sealed record WebRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
