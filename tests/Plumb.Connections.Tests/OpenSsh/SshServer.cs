using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Plumb.Core.Values;

namespace Plumb.Connections.Tests.OpenSsh;

/// <summary>A real sshd of this test's own on a port of this machine, which takes a key of its own and the user who runs the test.</summary>
public sealed class SshServer : IDisposable
{
    private readonly Process? _process;

    public SshServer() : this(null)
    {
    }

    /// <param name="password">The user's password, for this server alone: it runs in a mount namespace with another /etc/shadow, which takes privileges.</param>
    internal SshServer(string? password)
    {
        if (!IsInstalled) return;
        Folder = Directory.CreateTempSubdirectory("plumb-sshd-").FullName;
        foreach (var (name, type) in new[] { ("host_ed25519", "ed25519"), ("host_rsa", "rsa"), ("user", "ed25519"), ("other", "ed25519"), ("authority", "ed25519") })
            Run("ssh-keygen", "-q", "-t", type, "-N", "", "-C", $"plumb-{name}", "-f", In(name));
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "passphrase", "-f", In("locked"));
        Run("ssh-keygen", "-q", "-s", In("authority"), "-I", "test", "-n", UserName, In("other.pub"));
        File.Copy(In("user.pub"), In("authorized_keys"));
        Port = FreePort();
        File.WriteAllText(In("sshd_config"), Config(password is not null));
        // sshd wants its folder, which a package's service would make.
        if (Environment.IsPrivilegedProcess) Directory.CreateDirectory("/run/sshd");
        var start = new[] { "/usr/sbin/sshd", "-D", "-e", "-f", In("sshd_config") };
        if (password is not null) start = ["unshare", "-m", "sh", "-c", "mount --bind \"$0\" /etc/shadow && exec \"$@\"", WriteShadow(password), .. start];
        _process = Process.Start(new ProcessStartInfo(start[0], start[1..]) { RedirectStandardError = true, RedirectStandardInput = true });
        _process?.ErrorDataReceived += (_, _) => { };
        _process?.BeginErrorReadLine();
        AwaitPort();
    }

    public static bool IsInstalled { get; } = OperatingSystem.IsLinux() && File.Exists("/usr/sbin/sshd");

    public static string UserName => Environment.UserName;

    public string Folder { get; } = "";

    public int Port { get; }

    public string In(string name) => Path.Combine(Folder, name);

    public string Text(string name) => File.ReadAllText(In(name));

    /// <summary>The first two words of a public key.</summary>
    public string PublicKey(string name) => string.Join(' ', Text($"{name}.pub").Split(' ').Take(2)).Trim();

    /// <summary>A connection block that works, with what is different.</summary>
    public ObjectValue Link(params (string Name, Value Value)[] changes)
    {
        (string Name, Value Value)[] usual = [("host", Value.String("127.0.0.1")), ("port", Number(Port)), ("user", Value.String(UserName)), ("private_key", Value.String(Text("user"))), ("agent", Value.False), ("timeout", Value.String("20s"))];
        return ProvisionerRun.Link([.. usual.Where(u => changes.All(c => c.Name != u.Name)), .. changes]);
    }

    public static Value Number(int value) => Value.Number(value);

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        _process?.Dispose();
        if (Folder.Length > 0) Directory.Delete(Folder, recursive: true);
    }

    internal static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Config(bool withPassword) => string.Create(CultureInfo.InvariantCulture, $"""
        Port {Port}
        ListenAddress 127.0.0.1
        HostKey {In("host_ed25519")}
        HostKey {In("host_rsa")}
        AuthorizedKeysFile {In("authorized_keys")}
        TrustedUserCAKeys {In("authority.pub")}
        PidFile none
        PasswordAuthentication {(withPassword ? "yes" : "no")}
        KbdInteractiveAuthentication no
        UsePAM no
        StrictModes no
        PermitRootLogin yes
        AllowTcpForwarding yes
        MaxStartups 100

        """);

    private string WriteShadow(string password)
    {
        using var hashing = Process.Start(new ProcessStartInfo("openssl", ["passwd", "-6", password]) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("openssl did not start");
        var hash = hashing.StandardOutput.ReadToEnd().Trim();
        File.WriteAllText(In("shadow"), $"{UserName}:{hash}:19000:0:99999:7:::\nsshd:*:19000:0:99999:7:::\n");
        return In("shadow");
    }

    private void AwaitPort()
    {
        for (var i = 0; i < 1200; i++)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", Port);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(25);
            }
        }
        throw new InvalidOperationException("sshd did not start");
    }
}
