using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Plumb.Cli.Tests.Commands.Playbooks;

/// <summary>A Galaxy server on the loopback address: paths with what they answer.</summary>
internal sealed class GalaxyTestServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, byte[]> _answers = new(StringComparer.Ordinal);

    public GalaxyTestServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }
        _listener.Prefixes.Add(Address);
        _listener.Start();
        this["/api/"] = """{"available_versions": {"v1": "v1/", "v3": "v3/"}}""";
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

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
