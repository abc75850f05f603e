using System.Globalization;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Connections.Tests.OpenSsh;

/// <summary><c>remote-exec</c> and <c>file</c> against a real sshd.</summary>
public sealed class RemoteTests : IClassFixture<SshServer>, IDisposable
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private readonly SshServer _server;
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-remote-").FullName;

    public RemoteTests(SshServer server)
    {
        Assert.SkipUnless(SshServer.IsInstalled, "openssh-server is not installed");
        _server = server;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Lines_run_as_one_script_in_a_terminal_and_leave_nothing_behind()
    {
        var run = new ProvisionerRun("remote-exec") { Connection = _server.Link(("script_path", Value.String($"{_folder}/run it %RAND%.sh"))) };
        run.Variables["XDG_RUNTIME_DIR"] = _folder;
        Assert.Null(await run.RunAsync(None, ("inline", ProvisionerRun.Texts("x=kept", "echo $x; echo two >&2", "test -t 1 && echo terminal $TERM", "ls -l \"$0\" | cut -c 1-10"))));
        Assert.Equal(["kept", "two", "terminal xterm", "-rwx------"], run.Lines.SkipWhile(l => l != "Connected!").Skip(1));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Connecting to remote host via SSH...\n  Host: 127.0.0.1\n  User: {SshServer.UserName}\n  Password: false\n  Private key: true\n"), run.Lines.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_run_one_after_the_other_until_one_fails()
    {
        System.IO.File.WriteAllText(In("a.sh"), "#!/bin/sh -e\necho a $0 | sed 's/ .*//'\n");
        System.IO.File.WriteAllText(In("b.sh"), "echo b\nexit 3\necho not here\n");
        var run = new ProvisionerRun("remote-exec") { Connection = _server.Link(), Folder = _folder };
        Assert.Contains("ended with exit status 3", await run.RunAsync(None, ("scripts", ProvisionerRun.Texts("a.sh", "b.sh", "a.sh"))), StringComparison.Ordinal);
        Assert.Equal(["a", "b"], run.Lines.SkipWhile(l => l != "Connected!").Skip(1));
    }

    [Theory]
    [InlineData("a script", "script", "nowhere.sh", "there is no such file")]
    [InlineData("an empty path", "script", "", "empty or null")]
    public async Task What_cannot_be_read_is_told_before_connecting(string what, string argument, string path, string expected)
    {
        Assert.NotEmpty(what);
        var run = new ProvisionerRun("remote-exec") { Connection = _server.Link() };
        Assert.Contains(expected, await run.RunAsync(None, (argument, Value.String(path))), StringComparison.Ordinal);
        Assert.Empty(run.Lines);
    }

    [Fact]
    public async Task A_text_becomes_a_file()
    {
        Assert.Null(await File("content", "é\n'quoted' $x\n", In("it's a file")));
        Assert.Equal("é\n'quoted' $x\n", System.IO.File.ReadAllText(In("it's a file")));
    }

    [Fact]
    public async Task A_large_file_arrives_whole()
    {
        var content = new byte[3_000_001];
        new Random(1).NextBytes(content);
        System.IO.File.WriteAllBytes(In("large"), content);
        Assert.Null(await File("source", "large", In("copy")));
        Assert.Equal(content, System.IO.File.ReadAllBytes(In("copy")));
    }

    [Theory]
    [InlineData("from", "to/from/deep/two")]
    [InlineData("from/", "to/deep/two")]
    public async Task A_slash_at_the_end_of_a_folder_means_its_content(string source, string expected)
    {
        Directory.CreateDirectory(In("from/deep"));
        Directory.CreateDirectory(In("from/empty"));
        Directory.CreateDirectory(In("to"));
        System.IO.File.WriteAllText(In("from/deep/two"), "2");
        System.IO.File.CreateSymbolicLink(In("from/link"), "deep/two");
        Assert.Null(await File("source", source, In("to")));
        Assert.Equal("2", System.IO.File.ReadAllText(In(expected)));
        Assert.Equal("2", System.IO.File.ReadAllText(In(expected.Replace("deep/two", "link", StringComparison.Ordinal))));
        Assert.True(Directory.Exists(In(expected.Replace("deep/two", "empty", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Links_in_a_circle_are_not_followed_for_ever()
    {
        Directory.CreateDirectory(In("from"));
        Directory.CreateDirectory(In("to"));
        System.IO.File.CreateSymbolicLink(In("from/again"), "../from");
        Assert.NotNull(await File("source", "from", In("to")));
    }

    [Fact]
    public async Task A_destination_that_cannot_be_written_is_told_in_the_hosts_words() =>
        Assert.Contains("No such file or directory", await File("content", "x", "/no/such/folder/file"), StringComparison.Ordinal);

    [Theory]
    [InlineData("host_ed25519")]
    [InlineData("host_rsa")]
    public async Task A_host_with_the_pinned_key_is_taken(string key)
    {
        var run = new ProvisionerRun("remote-exec") { Connection = _server.Link(("host_key", Value.String(_server.PublicKey(key)))) };
        Assert.Null(await run.RunAsync(None, ("inline", ProvisionerRun.Texts("true"))));
    }

    [Fact]
    public async Task A_host_with_another_key_than_the_pinned_one_is_refused_at_once()
    {
        var run = new ProvisionerRun("remote-exec") { Connection = _server.Link(("host_key", Value.String(_server.PublicKey("user")))) };
        Assert.Contains("Host key verification failed", await run.RunAsync(None, ("inline", ProvisionerRun.Texts("true"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_opens_what_its_key_alone_does_not()
    {
        var without = new ProvisionerRun("file") { Connection = _server.Link(("private_key", Value.String(_server.Text("other"))), ("timeout", Value.String("1s"))) };
        Assert.Contains("Permission denied", await without.RunAsync(None, ("content", Value.String("x")), ("destination", Value.String(In("x")))), StringComparison.Ordinal);
        var with = new ProvisionerRun("file") { Connection = _server.Link(("private_key", Value.String(_server.Text("other"))), ("certificate", Value.String(_server.Text("other-cert.pub")))) };
        Assert.Null(await with.RunAsync(None, ("content", Value.String("x")), ("destination", Value.String(In("x")))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_password_is_given_to_the_host_and_to_the_bastion(bool withBastion)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a server with a password of its own takes privileges");
        using var server = new SshServer("it's $ecret");
        using var bastion = new SshServer("other");
        (string, Value)[] changes = [("password", Value.String("it's $ecret")), ("private_key", Value.Null(DataType.String))];
        (string, Value)[] way = [("bastion_host", Value.String("localhost")), ("bastion_port", SshServer.Number(bastion.Port)), ("bastion_password", Value.String("other"))];
        var run = new ProvisionerRun("remote-exec") { Connection = server.Link([.. changes, .. withBastion ? way : []]) };
        Assert.Null(await run.RunAsync(None, ("inline", ProvisionerRun.Texts("echo there"))));
        Assert.Contains("there", run.Lines);
        Assert.DoesNotContain(run.Lines, l => l.Contains("ecret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a server with a password of its own takes privileges");
        using var server = new SshServer("right");
        var run = new ProvisionerRun("remote-exec") { Connection = server.Link(("password", Value.String("wrong")), ("private_key", Value.Null(DataType.String)), ("timeout", Value.String("1s"))) };
        var failure = await run.RunAsync(None, ("inline", ProvisionerRun.Texts("true")));
        Assert.DoesNotContain("wrong", failure, StringComparison.Ordinal);
        Assert.NotNull(failure);
    }

    [Fact]
    public async Task The_agents_keys_open_the_door_and_are_forwarded()
    {
        using var agent = new SshAgent(_server.In("other"), _server.In("user"));
        var run = new ProvisionerRun("remote-exec") { Connection = _server.Link(("private_key", Value.Null(DataType.String)), ("agent", Value.True), ("agent_identity", Value.String("plumb-user"))) };
        run.Variables["SSH_AUTH_SOCK"] = agent.Socket;
        Assert.Null(await run.RunAsync(None, ("inline", ProvisionerRun.Texts("ssh-add -L | cut -d ' ' -f 3"))));
        Assert.Contains("plumb-user", run.Lines);
    }

    [Fact]
    public async Task A_bastion_leads_to_the_host()
    {
        var run = new ProvisionerRun("remote-exec")
        {
            Connection = _server.Link(("bastion_host", Value.String("localhost")), ("bastion_port", SshServer.Number(_server.Port)), ("bastion_host_key", Value.String(_server.PublicKey("host_ed25519")))),
        };
        Assert.Null(await run.RunAsync(None, ("inline", ProvisionerRun.Texts("echo there"))));
        Assert.Contains("there", run.Lines);
        Assert.Contains("Using configured bastion host...", run.Lines.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_leads_to_the_host_and_is_told_who_asks()
    {
        await using var proxy = new ConnectProxy();
        var run = new ProvisionerRun("remote-exec")
        {
            Connection = _server.Link(("proxy_host", Value.String("127.0.0.1")), ("proxy_port", SshServer.Number(proxy.Port)), ("proxy_user_name", Value.String("me")), ("proxy_user_password", Value.String("hush"))),
        };
        Assert.Null(await run.RunAsync(None, ("inline", ProvisionerRun.Texts("echo there"))));
        Assert.Contains("there", run.Lines);
        Assert.Contains("Proxy-Authorization: Basic bWU6aHVzaA==", proxy.Request, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Lines, l => l.Contains("hush", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("locked", "passphrase")]
    [InlineData("sshd_config", "no private key that ssh can read")]
    public async Task A_key_that_cannot_be_used_is_explained(string key, string expected)
    {
        var run = new ProvisionerRun("remote-exec") { Connection = _server.Link(("private_key", Value.String(_server.Text(key)))) };
        Assert.Contains(expected, await run.RunAsync(None, ("inline", ProvisionerRun.Texts("true"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trying_to_connect_ends_with_the_time_that_is_allowed()
    {
        var run = new ProvisionerRun("remote-exec") { Connection = _server.Link(("port", SshServer.Number(SshServer.FreePort())), ("timeout", Value.String("2s"))) };
        var failure = await run.RunAsync(None, ("inline", ProvisionerRun.Texts("true")));
        Assert.Contains("within 2 seconds", failure, StringComparison.Ordinal);
        Assert.Contains("Connection refused", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_ends_what_runs_on_the_host()
    {
        using var stop = new CancellationTokenSource();
        var run = new ProvisionerRun("remote-exec") { Connection = _server.Link(), OnLine = line => { if (line.StartsWith("pid", StringComparison.Ordinal)) stop.Cancel(); } };
        run.Variables["XDG_RUNTIME_DIR"] = _folder;
        Assert.Contains("interrupted", await run.RunAsync(stop.Token, ("inline", ProvisionerRun.Texts("echo pid $$", "sleep 600"))), StringComparison.Ordinal);
        var id = run.Lines.Last()[4..];
        for (var i = 0; i < 600 && Directory.Exists($"/proc/{id}"); i++) await Task.Delay(50, None);
        Assert.False(Directory.Exists($"/proc/{id}"), "the script still runs");
        Assert.Empty(Leftovers());
    }

    [Theory]
    [InlineData("type", "winrm", "winrm")]
    [InlineData("type", "telnet", "telnet")]
    [InlineData("target_platform", "vms", "vms")]
    [InlineData("host", "a\nProxyCommand x", "characters")]
    [InlineData("user", "-oProxyCommand=x", "dash")]
    [InlineData("host_key", "a\nb", "one line")]
    [InlineData("proxy_host", "", null)]
    public async Task A_connection_block_that_cannot_be_used_is_explained(string name, string value, string? expected)
    {
        var run = new ProvisionerRun("remote-exec") { Connection = _server.Link((name, Value.String(value))) };
        var failure = await run.RunAsync(None, ("inline", ProvisionerRun.Texts("true")));
        if (expected is null) Assert.Null(failure);
        else Assert.Contains(expected, failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_block_there_is_nowhere_to_go() =>
        Assert.Contains("connection block", await new ProvisionerRun("remote-exec").RunAsync(None, ("inline", ProvisionerRun.Texts("true"))), StringComparison.Ordinal);

    private async Task<string?> File(string argument, string value, string destination) =>
        await new ProvisionerRun("file") { Connection = _server.Link(), Folder = _folder }.RunAsync(None, (argument, Value.String(value)), ("destination", Value.String(destination)));

    private string In(string name) => Path.Combine(_folder, name);

    private string[] Leftovers() => Directory.GetDirectories(_folder, "plumb-ssh-*");
}
