using Plumb.Connections.Channels;
using Plumb.Connections.OpenSsh;
using Plumb.Connections.Tests.Channels;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Connections.Tests.Hosts;

/// <summary>Becoming other users on real hosts, with passwords right, wrong and missing.</summary>
public sealed class BecomeTests(TestHosts hosts) : IClassFixture<TestHosts>
{
    private ExecutorConnection Connect(string user, int host = 0)
    {
        Assert.SkipWhen(hosts.Missing is not null, hosts.Missing ?? "");
        Assert.SkipWhen(TestExecutors.Built.Binaries.Count == 0, TestExecutors.NotBuilt);
        var settings = new ConnectionSettings($"h{host + 1}")
        {
            Address = hosts.Addresses[host],
            User = user,
            PrivateKeyFile = hosts.Key,
            CheckHostKey = false,
            SshArguments = ["-F", "/dev/null", "-o", "UserKnownHostsFile=/dev/null"],
        };
        return new ExecutorConnection(new SshChannel(settings, TestExecutors.Variables, null), TestExecutors.Built, settings);
    }

    private static async Task<(string? Output, string? Failure)> Shell(ExecutorConnection connection, string line, BecomeRequest? become = null)
    {
        var request = new OperationRequest("shell", new MapData([KeyValuePair.Create("_raw_params", DataValue.Of(line))])) { Become = become };
        var result = await connection.RunAsync(request, OperationEvents.None, TestContext.Current.CancellationToken);
        return ((result.Values["stdout"] as TextData)?.Value, result.Failed ? result.Message : null);
    }

    [Theory]
    [InlineData("admin", "sudo", "root", "admin-secret", null)]
    [InlineData("admin", "sudo", "plain", "admin-secret", null)]
    [InlineData("admin", "sudo", "root", "wrong", "Incorrect sudo password")]
    [InlineData("admin", "sudo", "root", null, "Missing sudo password")]
    [InlineData("free", "sudo", "root", null, null)]
    [InlineData("free", "sudo", "root", "not-asked-for", null)]
    [InlineData("plain", "su", "root", "root-secret", null)]
    [InlineData("plain", "su", "root", "wrong", "Incorrect su password")]
    [InlineData("plain", "su", "root", null, "Missing su password")]
    [InlineData("root", "su", "plain", null, null)]
    public async Task A_user_becomes_another_or_is_told_why_not(string user, string method, string target, string? password, string? failure)
    {
        await using var connection = Connect(user);
        var (output, said) = await Shell(connection, "id -un", new BecomeRequest(method, target) { Password = password });
        Assert.Equal(failure, said);
        if (failure is null) Assert.Equal(target, output);
        // The connection's own user goes on after a refusal.
        Assert.Equal((user, null), await Shell(connection, "id -un"));
    }

    [Fact]
    public async Task The_executor_of_another_user_stays_for_the_next_task()
    {
        await using var connection = Connect("free");
        var become = new BecomeRequest("sudo", "root");
        Assert.Equal(await Shell(connection, "echo $PPID", become), await Shell(connection, "echo $PPID", become));
    }

    [Fact]
    public async Task A_sudo_that_wants_a_terminal_gets_one()
    {
        await using (var root = Connect("root", host: 1)) Assert.Null((await Shell(root, "echo 'Defaults requiretty' > /etc/sudoers.d/tty")).Failure);
        await using var connection = Connect("admin", host: 1);
        Assert.Equal(("root", null), await Shell(connection, "id -un", new BecomeRequest("sudo", "root") { Password = "admin-secret" }));
    }

    [Fact]
    public async Task A_password_is_in_no_process_and_no_file_and_only_the_executors_are_left()
    {
        await using (var connection = Connect("admin", host: 1))
        {
            var become = new BecomeRequest("sudo", "root") { Password = "admin-secret" };
            var (found, failure) = await Shell(connection, "grep -lae admin-secre[t] /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | grep -v /$$/ | grep -v self; grep -rlae admin-secre[t] /tmp /var/tmp /home /root /run; true", become);
            Assert.Null(failure);
            Assert.Equal("", found);
        }
        await using var root = Connect("root", host: 1);
        var (files, _) = await Shell(root, "find /home/admin/.cache /tmp /var/tmp -type f | sed 's/[0-9a-f]\\{64\\}/HASH/'");
        Assert.Equal("/home/admin/.cache/plumb/HASH", files);
    }
}
