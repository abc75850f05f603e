using System.Diagnostics;
using Plumb.Hosts.Calling;
using Plumb.Hosts.Linux;

namespace Plumb.Hosts.Tests.Calling;

public sealed class BootstrapScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("/bin/bash")]
    public async Task A_host_that_has_the_executor_starts_no_program_before_it(string shell)
    {
        Assert.SkipUnless(File.Exists("/proc/sys/kernel/arch"), "the kernel does not tell what machine it is on");
        Assert.SkipUnless(File.Exists(shell), $"{shell} is not here");
        Put(_folder["kept"], "here", "#!/bin/sh\necho begun\n");
        Assert.Equal("begun", await RunAsync(shell, "here", path: "/nonexistent"));
    }

    [Fact]
    public async Task An_executor_in_a_folder_that_all_may_write_to_is_found_by_who_owns_it()
    {
        Assert.SkipUnless(File.Exists("/proc/sys/kernel/arch"), "the kernel does not tell what machine it is on");
        var name = $"plumb-{Guid.NewGuid():N}";
        var folder = Directory.CreateDirectory(Path.Combine("/var/tmp", name)).FullName;
        try
        {
            Put(folder, name, "#!/bin/sh\necho begun there\n");
            Assert.Equal("begun there", await RunAsync("/bin/sh", name, path: "/nonexistent"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Where_it_is_nowhere_the_host_asks_for_it_in_the_folder_that_was_named()
    {
        var said = await RunAsync("/bin/sh", "absent", path: "/usr/bin:/bin");
        Assert.StartsWith(BootstrapScript.Need + " absent plain", said, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_folder["kept"]));
    }

    [Fact]
    public async Task A_folder_that_is_a_link_is_passed_over_for_one_of_the_users_own()
    {
        Directory.CreateDirectory(_folder["elsewhere"]);
        File.CreateSymbolicLink(_folder["kept"], _folder["elsewhere"]);
        var said = await RunAsync("/bin/sh", "absent", path: "/usr/bin:/bin", echoPlace: true);
        Assert.Contains("/plumb-", said, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["elsewhere"]));
    }

    private static void Put(string folder, string hash, string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, hash), text);
        new LinuxFiles().SetMode(Path.Combine(folder, hash), 0x1C0);
    }

    /// <summary>What a login shell of this kind answers that is given the script and nothing to read.</summary>
    private async Task<string> RunAsync(string shell, string hash, string path, bool echoPlace = false)
    {
        ExecutorBinary[] binaries = [.. new[] { "x86_64", "aarch64" }.Select(machine => new ExecutorBinary(machine, hash, 1, () => Stream.Null))];
        var script = echoPlace
            ? $"{ExecutorPlaces.Machine(binaries, _folder["kept"])} {ExecutorPlaces.Choose} rm -f \"$t\"; echo \"$f\""
            : BootstrapScript.Text(binaries, _folder["kept"]);
        var start = new ProcessStartInfo(shell, ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = path;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return answer.Trim();
    }
}
