using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Plumb.Engine.Tests.Configuration.Installation;

/// <summary>A web server of a test's own on this machine, with answers by path.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, Action<HttpListenerResponse>> _answers = new(StringComparer.Ordinal);

    public WebServer()
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Each request: path and query, and its authorization.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public void Serve(string path, byte[] content, string type = "application/octet-stream") => _answers[path] = response =>
    {
        response.ContentType = type;
        response.OutputStream.Write(content);
    };

    public void Serve(string path, string text, string type = "application/json") => Serve(path, Encoding.UTF8.GetBytes(text), type);

    public void SendTo(string path, string where) => _answers[path] = response =>
    {
        response.StatusCode = 204;
        response.AddHeader("X-Terraform-Get", where);
    };

    public void Refuse(string path, int status) => _answers[path] = response => response.StatusCode = status;

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                Requests.Enqueue($"{context.Request.RawUrl} {context.Request.Headers["Authorization"]}".TrimEnd());
                if (_answers.TryGetValue(context.Request.Url?.AbsolutePath ?? "", out var answer)) answer(context.Response);
                else context.Response.StatusCode = 404;
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
