using System.Diagnostics;

namespace Plumb.Connections.Tests.OpenSsh;

/// <summary>An agent of this test's own with some keys.</summary>
internal sealed class SshAgent : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-agent-").FullName;
    private readonly Process? _process;

    public SshAgent(params string[] keys)
    {
        Socket = Path.Combine(_folder, "socket");
        _process = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", Socket]) { RedirectStandardOutput = true });
        for (var i = 0; i < 1200 && !File.Exists(Socket); i++) Thread.Sleep(25);
        foreach (var key in keys)
        {
            var start = new ProcessStartInfo("ssh-add", ["-q", key]) { RedirectStandardInput = true };
            start.Environment["SSH_AUTH_SOCK"] = Socket;
            using var adding = Process.Start(start);
            adding?.WaitForExit();
        }
    }

    public string Socket { get; }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
