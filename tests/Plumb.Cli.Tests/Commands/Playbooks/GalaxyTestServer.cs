using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Plumb.Cli.Tests.Commands.Playbooks;

/// <summary>A Galaxy server on the loopback address: paths with what they answer.</summary>
internal sealed class GalaxyTestServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Dictionary<string, byte[]> _answers = new(StringComparer.Ordinal);

    public GalaxyTestServer()
    {
        _listener = Listen(out var address);
        Address = address;
        this["/api/"] = """{"available_versions": {"v1": "v1/", "v3": "v3/"}}""";
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>The listener cannot ask for a free port by itself: between a look for one and its own start another may take it, so it is tried again.</summary>
    private static HttpListener Listen(out string address)
    {
        for (var attempt = 0; ; attempt++)
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            }
            var listener = new HttpListener { Prefixes = { address } };
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                listener.Close();
            }
        }
    }

    public List<string> Asked { get; } = [];

    public string this[string pathAndQuery]
    {
        set => Add(pathAndQuery, Encoding.UTF8.GetBytes(value));
    }

    public void Add(string pathAndQuery, byte[] content) => _answers[pathAndQuery] = content;

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var path = context.Request.Url?.PathAndQuery ?? "";
                lock (Asked) Asked.Add(path);
                if (_answers.TryGetValue(path, out var content)) await context.Response.OutputStream.WriteAsync(content);
                else context.Response.StatusCode = 404;
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
