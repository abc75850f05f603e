using System.Runtime.Versioning;
using Plumb.Connections.Channels;
using Plumb.Connections.OpenSsh;
using Plumb.Connections.Tests.OpenSsh;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Connections.Tests.Channels;

/// <summary>Operations on a host behind a real sshd, with the real executor; and what becomes of a host whose executor fails.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SshExecutorTests(SshServer server) : IClassFixture<SshServer>, IDisposable
{
    private readonly string _cache = Directory.CreateTempSubdirectory("plumb-cache-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    private ConnectionSettings Settings => new("test")
    {
        Address = "127.0.0.1",
        Port = server.Port,
        User = SshServer.UserName,
        PrivateKeyFile = server.In("user"),
        CheckHostKey = false,
        SshArguments = ["-F", "/dev/null", "-o", "UserKnownHostsFile=/dev/null"],
        CacheFolder = _cache,
    };

    private ExecutorConnection Connect(TestExecutors? made = null, ConnectionSettings? settings = null)
    {
        Assert.SkipUnless(SshServer.IsInstalled, "sshd is not installed");
        var executors = made ?? TestExecutors.Built;
        Assert.SkipWhen(executors.Binaries.Count == 0, TestExecutors.NotBuilt);
        settings ??= Settings;
        return new ExecutorConnection(new SshChannel(settings, TestExecutors.Variables, null), executors, settings);
    }

    private static OperationRequest Command(string line) => new("shell", new MapData([KeyValuePair.Create("_raw_params", DataValue.Of(line))]));

    private static ValueTask<OperationResult> Run(ExecutorConnection connection, OperationRequest request) => connection.RunAsync(request, OperationEvents.None, Cancellation);

    [Fact]
    public async Task The_executor_is_sent_once_and_kept_for_the_user_alone()
    {
        await using (var first = Connect()) await first.PingAsync(Cancellation);
        var kept = Assert.Single(Directory.GetFiles(_cache));
        Assert.Equal(TestExecutors.Built.Binaries[0].Sha256, Path.GetFileName(kept));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(kept));
        var written = File.GetLastWriteTimeUtc(kept);
        await using (var second = Connect()) Assert.Equal("hi", ((await Run(second, Command("echo hi"))).Values["stdout"] as TextData)?.Value);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(_cache))));
    }

    [Fact]
    public async Task Commands_follow_one_another_over_a_live_connection()
    {
        await using var connection = Connect();
        await connection.PingAsync(Cancellation);
        for (var i = 0; i < 50; i++) Assert.False((await Run(connection, Command("true"))).Failed);
    }

    [Fact]
    public async Task A_killed_executor_makes_the_host_unreachable_for_that_task_only()
    {
        await using var connection = Connect();
        var failure = await Assert.ThrowsAsync<UnreachableException>(async () => await Run(connection, Command("kill -9 $PPID; sleep 5")));
        Assert.Contains("The executor on test was lost", failure.Message, StringComparison.Ordinal);
        Assert.False((await Run(connection, Command("true"))).Failed);
    }

    [Fact]
    public async Task Ten_million_lines_are_taken_in_up_to_the_limit()
    {
        await using var connection = Connect();
        var result = await Run(connection, new OperationRequest("raw", new MapData([KeyValuePair.Create("_raw_params", DataValue.Of("head -c 1000000000 /dev/zero | tr '\\0' x"))])));
        Assert.False(result.Failed, result.Message);
        Assert.InRange((result.Values["stdout"] as TextData)?.Value.Length ?? 0, 1_000_000, 200_000_000);
    }

    [Fact]
    public async Task What_a_login_prints_is_passed_over()
    {
        await using (var first = Connect()) await first.PingAsync(Cancellation);
        var kept = Assert.Single(Directory.GetFiles(_cache));
        await using var connection = Connect(TestExecutors.Script($"echo Welcome; echo; echo error >&2; printf 'no line end '; exec {kept}"));
        Assert.Equal("hi", ((await Run(connection, Command("echo hi"))).Values["stdout"] as TextData)?.Value);
    }

    [Theory]
    [InlineData("echo PLUMB-READY 2; cat /dev/urandom", "does not speak as it should")]
    [InlineData("echo PLUMB-READY 2; cat /dev/zero", "does not speak as it should")]
    [InlineData("cat /dev/zero", "more than a login should")]
    [InlineData("echo PLUMB-READY 1; sleep 60", "another version of the protocol")]
    [InlineData("echo out of memory >&2; exit 9", "out of memory")]
    public async Task Something_else_in_place_of_the_executor_is_told_apart(string script, string said)
    {
        await using var connection = Connect(TestExecutors.Script(script));
        var failure = await Assert.ThrowsAsync<UnreachableException>(async () => await Run(connection, Command("true")));
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_an_executor_says_which_there_are()
    {
        await using var connection = Connect(TestExecutors.Script("", "s390x"));
        var failure = await Assert.ThrowsAsync<UnreachableException>(async () => await connection.PingAsync(Cancellation));
        Assert.Contains("(x86_64), only for s390x", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_cache));
        var raw = await Run(connection, new OperationRequest("raw", new MapData([KeyValuePair.Create("_raw_params", DataValue.Of("echo still; echo e >&2; exit 3"))])));
        Assert.Equal(("still\n", "e", true), ((raw.Values["stdout"] as TextData)?.Value, (raw.Values["stderr"] as TextData)?.Value, raw.Failed));
    }

    [Fact]
    public async Task A_full_disk_leaves_nothing_and_says_so()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a small file system can be mounted by root alone");
        SshServer.Run("mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "plumb", _cache);
        try
        {
            await using var connection = Connect();
            var failure = await Assert.ThrowsAsync<UnreachableException>(async () => await connection.PingAsync(Cancellation));
            Assert.Contains("No space left on device", failure.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(_cache));
        }
        finally
        {
            SshServer.Run("umount", "-l", _cache);
        }
    }

    [Fact]
    public async Task A_host_that_refuses_is_unreachable_with_the_words_of_ssh()
    {
        await using var connection = Connect(settings: Settings with { PrivateKeyFile = server.In("host_rsa") });
        var failure = await Assert.ThrowsAsync<UnreachableException>(async () => await connection.PingAsync(Cancellation));
        Assert.StartsWith("Failed to connect to the host via ssh:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Permission denied", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_host_key_is_refused()
    {
        await using var connection = Connect(settings: Settings with { CheckHostKey = true });
        Assert.Contains("Host key verification failed", (await Assert.ThrowsAsync<UnreachableException>(async () => await connection.PingAsync(Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_user_is_become_by_an_executor_of_its_own()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/sudo"), "becoming another user without a password takes root and sudo");
        await using var connection = Connect();
        foreach (var (method, expected) in new[] { ("sudo", "nobody"), ("sudo", "nobody") })
        {
            var result = await Run(connection, Command("id -un") with { Become = new BecomeRequest(method, "nobody") });
            Assert.Equal((expected, false), ((result.Values["stdout"] as TextData)?.Value, result.Failed));
        }
        Assert.Equal("root", ((await Run(connection, Command("id -un") with { Become = new BecomeRequest("sudo", "root") })).Values["stdout"] as TextData)?.Value);
        var unknown = await Run(connection, Command("id") with { Become = new BecomeRequest("sudo", "no-such-user") });
        Assert.True(unknown.Failed);
        Assert.Contains("unknown user", unknown.Message, StringComparison.Ordinal);
        Assert.StartsWith("Invalid become method", (await Run(connection, Command("id") with { Become = new BecomeRequest("magic", "nobody") })).Message, StringComparison.Ordinal);
    }
}
