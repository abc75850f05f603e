using System.Diagnostics;

namespace Plumb.Connections.Tests.Hosts;

/// <summary>Two hosts of their own network, users and sshd, for all tests that ask for them; tests/hosts/hosts.sh tells what is on them.</summary>
public sealed class TestHosts : IDisposable
{
    private static readonly string _script = Path.Combine(Root(AppContext.BaseDirectory), "tests", "hosts", "hosts.sh");

    public TestHosts()
    {
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux())
        {
            Missing = "hosts of their own take root";
            return;
        }
        try
        {
            Addresses = [.. Run("up", "2").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[1])];
            Key = Run("key").Trim();
        }
        catch (InvalidOperationException e)
        {
            Missing = e.Message;
        }
    }

    /// <summary>Why there are none; null where there are.</summary>
    public string? Missing { get; }

    public IReadOnlyList<string> Addresses { get; } = [];

    public string Key { get; } = "";

    public void Dispose()
    {
        if (Missing is null) Run("down");
    }

    private static string Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(_script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException("hosts.sh did not start");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"hosts cannot be made here: {errors.GetAwaiter().GetResult()}");
    }

    private static string Root(string directory) => File.Exists(Path.Combine(directory, "plumb.slnx")) ? directory : Root(Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("No plumb.slnx above the test program."));
}
