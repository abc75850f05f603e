using System.Diagnostics;
using System.Globalization;

namespace Plumb.Providers.Tests.Tls;

/// <summary>A server of openssl's, on a port that is free.</summary>
internal sealed class OpenSslServer : IDisposable
{
    private readonly Process _process;

    public OpenSslServer(params string[] arguments)
    {
        using (var free = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
        }
        var start = new ProcessStartInfo("openssl") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["s_server", "-accept", Port.ToString(CultureInfo.InvariantCulture), .. arguments]) start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new InvalidOperationException("openssl did not start");
    }

    public int Port { get; }

    public async Task Started()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("ACCEPT", StringComparison.Ordinal)) return;
        throw new InvalidOperationException("the server of openssl ended");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
