using System.Diagnostics;
using System.Text;
using Plumb.Operations.Hosts;

namespace Plumb.Hosts.Tests.Processes;

public sealed class LinuxProcessesTests
{
    private readonly IHostProcesses _processes = NoNetworkAccess.Host().Processes;

    private ValueTask<ProcessOutcome> Shell(string script, Func<ProcessRequest, ProcessRequest>? with = null, CancellationToken? cancellation = null)
    {
        var request = new ProcessRequest("/bin/sh", ["-c", script]);
        return _processes.RunAsync(with?.Invoke(request) ?? request, cancellation ?? TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Outputs_exit_code_input_environment_folder_and_mask_are_the_programs_own()
    {
        var input = new byte[1_000_000];
        var outcome = await Shell("wc -c; echo $A; pwd; umask; echo bad >&2; exit 3", r => r with { Input = input, Environment = [new("A", "b")], WorkingDirectory = "/usr", Umask = 0x3f });
        Assert.Equal("1000000\nb\n/usr\n0077\n", Encoding.UTF8.GetString(outcome.Output));
        Assert.Equal(("bad\n", 3), (Encoding.UTF8.GetString(outcome.Error), outcome.ExitCode));
    }

    [Fact]
    public async Task A_program_ended_by_a_signal_tells_its_number() => Assert.Equal(-15, (await Shell("kill -15 $$")).ExitCode);

    [Fact]
    public async Task Output_beyond_the_limit_is_counted_and_passed_over()
    {
        var outcome = await Shell("head -c 50000000 /dev/zero", r => r with { OutputLimit = 1000 });
        Assert.Equal((1000, 50_000_000 - 1000), (outcome.Output.Length, outcome.OutputDropped));
    }

    [Fact]
    public async Task A_program_that_does_not_read_its_input_does_not_hang() => Assert.Equal(0, (await Shell("exec <&-; sleep 0.1", r => r with { Input = new byte[1_000_000] })).ExitCode);

    [Fact]
    public async Task Cancelling_kills_all_that_the_program_started()
    {
        using var source = new CancellationTokenSource();
        var pid = new StringBuilder();
        var running = Shell("sleep 100 & echo $!; wait", r => r with { Output = c => { pid.Append(Encoding.UTF8.GetString(c.Bytes.Span)); source.Cancel(); } }, source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await running);
        var child = int.Parse(pid.ToString().Trim(), System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < 600 && IsAlive(child); i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(IsAlive(child));
    }

    [Fact]
    public async Task A_program_that_is_still_open_for_writing_is_run_when_it_is_not()
    {
        using var folder = new TemporaryFolder();
        NoNetworkAccess.Host().Files.Write(folder["program"], new MemoryStream("#!/bin/sh\necho ran\n"u8.ToArray()), new FilePlacement(Mode: 0x1c0));
        var writer = File.Open(folder["program"], FileMode.Open, FileAccess.Write);
        var running = Task.Run(async () => await _processes.RunAsync(new ProcessRequest(folder["program"], []), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await Task.WhenAny(running, Task.Delay(100, TestContext.Current.CancellationToken));
        await writer.DisposeAsync();
        Assert.Equal("ran\n", Encoding.UTF8.GetString((await running).Output));
    }

    [Fact]
    public async Task A_program_can_be_run_by_others_as_soon_as_it_is_written_while_more_are_being_started()
    {
        using var folder = new TemporaryFolder();
        var files = NoNetworkAccess.Host().Files;
        async Task WriteAndRun(string path)
        {
            for (var i = 0; i < 40; i++)
            {
                files.Write(path, new MemoryStream("#!/bin/sh\n"u8.ToArray()), new FilePlacement(Mode: 0x1c0));
                var outcome = await Shell(path);
                Assert.Equal((0, ""), (outcome.ExitCode, Encoding.UTF8.GetString(outcome.Error)));
            }
        }
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => WriteAndRun(folder[$"program{n}"]), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_service_that_keeps_the_output_open_is_not_waited_for()
    {
        var watch = Stopwatch.StartNew();
        var outcome = await Shell("sleep 300 & echo $!");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 100);
        Assert.True(_processes.Signal(int.Parse(Encoding.UTF8.GetString(outcome.Output), System.Globalization.CultureInfo.InvariantCulture), 9));
    }

    [Fact]
    public async Task A_program_goes_by_the_name_that_it_is_given()
    {
        var outcome = await Shell("echo $0", r => r with { CalledAs = "other" });
        Assert.Equal("other\n", Encoding.UTF8.GetString(outcome.Output));
    }

    [Fact]
    public async Task What_cannot_be_started_says_why()
    {
        Assert.Equal("ENOENT", (await Assert.ThrowsAsync<HostException>(async () => await _processes.RunAsync(new ProcessRequest("no-such-program", []), default))).Error);
        Assert.Equal("EACCES", (await Assert.ThrowsAsync<HostException>(async () => await _processes.RunAsync(new ProcessRequest("/etc/passwd", []), default))).Error);
        Assert.Equal("/none", (await Assert.ThrowsAsync<HostException>(async () => await Shell("true", r => r with { WorkingDirectory = "/none" }))).Path);
    }

    [Fact]
    public void Programs_are_found_in_the_folders_of_administration_too()
    {
        Assert.Equal("/bin/sh", _processes.Find("/bin/sh"));
        Assert.NotNull(_processes.Find("ldconfig"));
        Assert.Null(_processes.Find("no-such-program"));
    }

    private static bool IsAlive(int pid) => File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z", StringComparison.Ordinal);
}
