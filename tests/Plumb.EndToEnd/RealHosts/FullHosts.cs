using System.Diagnostics;

namespace Plumb.EndToEnd.RealHosts;

/// <summary>
/// Two plain hosts and two with a booted systemd, alike in pairs, so that one of each can be worked on by plumb and the other by the peer.
/// tests/hosts/full-hosts.sh tells what is on them.
/// </summary>
public sealed class FullHosts : IDisposable
{
    private static readonly string _script = Path.Combine(Repository.Root, "tests", "hosts", "full-hosts.sh");

    private static string Network => Environment.GetEnvironmentVariable("PLUMB_FULL_HOSTS_NET") is { Length: > 0 } own ? own : "10.79.80";

    private readonly Dictionary<string, string> _addresses = [];
    private readonly FileStream? _turn;

    public FullHosts()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Missing = "hosts of their own take root";
            return;
        }
        if (Environment.GetEnvironmentVariable("PLUMB_EXECUTOR") is not { Length: > 0 } && Environment.GetEnvironmentVariable("PLUMB_BIN") is not { Length: > 0 } && !File.Exists(Path.Combine(Repository.Root, "dist", "executor", "plumb-executor")))
        {
            Missing = "the executor is not built: ./build.sh, or name one with PLUMB_EXECUTOR";
            return;
        }
        _turn = Turn(TimeSpan.FromMinutes(5));
        if (_turn is null)
        {
            Missing = "another run of these tests has the hosts";
            return;
        }
        try
        {
            // A run that was killed leaves its own.
            Run("down");
            foreach (var line in Run("up", "plain-a", "plain-b", "booted-a", "booted-b").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var words = line.Split(' ');
                _addresses[words[0]] = words[1];
            }
            Key = Run("key").Trim();
            Root = Run("root").Trim();
        }
        catch (InvalidOperationException e)
        {
            Missing = e.Message;
        }
    }

    /// <summary>Why there are none; null where there are.</summary>
    public string? Missing { get; }

    /// <summary>The private key that lets root and the users in.</summary>
    public string Key { get; } = "";

    /// <summary>The folder of files that all of them stand on.</summary>
    public string Root { get; } = "";

    /// <summary>Where hosts reach this machine.</summary>
    public static string Gateway => Network + ".1";

    /// <summary>Every file of the host that is not as it was made, in the manner of overlayfs.</summary>
    public string ChangesOf(string name) => Run("changes", name).Trim();

    /// <summary>An inventory of this host alone, which is called "host" whichever it is, with variables besides.</summary>
    public string InventoryOf(string name, string user = "root", string variables = "", bool withKey = true) =>
        $"""
        [web]
        host ansible_host={_addresses[name]} ansible_user={user} {(withKey ? "ansible_ssh_private_key_file=" + Key : "")} ansible_ssh_common_args='-F /dev/null -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=no -o LogLevel=ERROR' ansible_python_interpreter=/usr/bin/python3 {variables}

        """;

    public void Dispose()
    {
        if (_turn is not null) Run("down");
        _turn?.Dispose();
    }

    /// <summary>The hosts have names and addresses of their own, which only one run at a time can have.</summary>
    private static FileStream? Turn(TimeSpan patience)
    {
        for (var began = Stopwatch.StartNew(); began.Elapsed < patience; Thread.Sleep(500))
        {
            try
            {
                return new FileStream(Path.Combine(Path.GetTempPath(), $"plumb-full-hosts-{Network}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Its owner is at work.
            }
        }
        return null;
    }

    private static string Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(_script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException("full-hosts.sh did not start");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"hosts cannot be made here: {errors.GetAwaiter().GetResult()}");
    }
}

/// <summary>The hosts take seconds to make and no two sets of them can be there at once.</summary>
[CollectionDefinition(Name)]
public sealed class FullHostsGroup : ICollectionFixture<FullHosts>
{
    public const string Name = "full hosts";
}
