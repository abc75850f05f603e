using System.Diagnostics;
using System.Globalization;

namespace Plumb.EndToEnd.Plays;

/// <summary>Hosts of tests/hosts/hosts.sh: real ones to ssh, and close enough to look at their files and processes from outside.</summary>
internal sealed class NamespaceHosts
{
    private static readonly string _folder = Path.Combine(Environment.GetEnvironmentVariable("PLUMB_HOSTS") is { Length: > 0 } own ? own : "/var/tmp/plumb-test-hosts", "hosts");

    private static readonly string _script = Path.Combine(Repository.Root, "tests", "hosts", "hosts.sh");

    private NamespaceHosts(IReadOnlyList<(string, string)> all, string key) => (All, Key) = (all, key);

    /// <summary>Names and addresses.</summary>
    public IReadOnlyList<(string Name, string Address)> All { get; }

    /// <summary>The private key that lets root in.</summary>
    public string Key { get; }

    /// <summary>The hosts, or null with the reason why there can be none here.</summary>
    public static NamespaceHosts? Start(int count, out string missing)
    {
        missing = "";
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux()) missing = "hosts of their own take root";
        else if (Environment.GetEnvironmentVariable("PLUMB_BIN") is null or "" && Executor is null) missing = "there is no executor to send; build.sh makes one";
        else if (Run("up", count.ToString(CultureInfo.InvariantCulture)) is not { } lines) missing = "hosts cannot be made here";
        else return new NamespaceHosts([.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => (l.Split(' ')[0], l.Split(' ')[1]))], Run("key")?.Trim() ?? "");
        return null;
    }

    /// <summary>The executor to send, or null where the program has it inside.</summary>
    public static string? Executor => ((string?[])[Environment.GetEnvironmentVariable("PLUMB_EXECUTOR"), Path.Combine(Repository.Root, "dist", "executor", "plumb-executor")]).FirstOrDefault(p => File.Exists(p));

    public string Inventory(string more = "", string user = "root", bool withKey = true) => string.Concat(All.Select(h =>
        $"{h.Name} ansible_host={h.Address} ansible_user={user} {(withKey ? "ansible_ssh_private_key_file=" + Key : "")} ansible_ssh_common_args='-F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR' {more}\n"));

    /// <summary>Where a file of a host is seen from here, if it was ever written there.</summary>
    public static string PathOf(string host, string path) => Path.Combine(_folder, host, "upper", path.TrimStart('/'));

    /// <summary>The executors that run on a host, as processes of this machine.</summary>
    public static IReadOnlyList<int> Executors(string host)
    {
        var root = int.Parse(File.ReadAllText(Path.Combine(_folder, host, "pid")), CultureInfo.InvariantCulture);
        var parents = Processes.Parents();
        return [.. parents.Keys.Where(p => Processes.IsBelow(p, root, parents) && Processes.CommandLine(p).Contains("cache/plumb", StringComparison.Ordinal))];
    }

    public static void Stop() => Run("down");

    private static string? Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(_script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException("hosts.sh did not start");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.GetAwaiter().GetResult();
        return process.ExitCode == 0 ? output : null;
    }
}

/// <summary>Tests that use the hosts, one after another: there is one set of them on a machine.</summary>
[CollectionDefinition(Name)]
public sealed class NamespaceHostsGroup
{
    public const string Name = "namespace hosts";
}
