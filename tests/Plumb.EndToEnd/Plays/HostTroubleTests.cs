using System.Diagnostics;

namespace Plumb.EndToEnd.Plays;

/// <summary>Hosts that say what nobody asked them, and hosts that go and do not come back.</summary>
[Collection(NamespaceHostsGroup.Name)]
public sealed class HostTroubleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-trouble-").FullName;

    public HostTroubleTests() => Directory.CreateDirectory(Path.Combine(_folder, "bin"));

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        NamespaceHosts.Stop();
    }

    [Theory]
    [InlineData("echo welcome to this machine\\n")]
    [InlineData("printf without-an-end")]
    [InlineData("echo to errors >&2; printf 'PLUMB\\\\0\\\\1\\\\377'")]
    [InlineData("head -c 20000 /dev/zero | tr '\\\\0' x")]
    public void What_a_login_prints_is_no_answer(string noise)
    {
        if (Start(1) is not { } hosts) return;
        // A shell that is started by sshd reads this file, whether anybody looks or not.
        File.WriteAllText(Path.Combine(_folder, "hosts"), hosts.Inventory(user: "free"));
        Write("noise.yml", $$"""
            - hosts: all
              gather_facts: false
              tasks:
              - copy: { dest: /home/free/.bashrc, content: "{{noise}}" }
            """);
        var (exit, output) = Run("noise.yml");
        Assert.True(exit == 0, output);
        Write("work.yml", """
            - hosts: all
              gather_facts: false
              tasks:
              - command: id -un
                register: who
              - command: id -un
                become: true
                register: became
              - copy: { dest: /tmp/written, content: whole }
              - slurp: { src: /tmp/written }
                register: back
              - assert: { that: [who.stdout == 'free', became.stdout == 'root', back.content | b64decode == 'whole'] }
            """);
        (exit, output) = Run("work.yml");
        Assert.True(exit == 0, output);
    }

    [Fact]
    public void A_host_that_does_not_come_back_is_waited_for_as_long_as_was_said()
    {
        if (Start(1) is not { } hosts) return;
        File.WriteAllText(Path.Combine(_folder, "hosts"), hosts.Inventory());
        Write("reboot.yml", """
            - hosts: all
              gather_facts: false
              tasks:
              - reboot: { reboot_command: /bin/sh -c 'kill -TERM 1', reboot_timeout: 4, connect_timeout: 3 }
                register: gone
                ignore_errors: true
              - assert: { that: [gone is failed, gone.msg == 'Timed out waiting for last boot time check (timeout=4)', gone.rebooted, gone.elapsed >= 4] }
                delegate_to: localhost
              - ping:
                ignore_unreachable: true
            """);
        // Whoever starts ssh starts this one, which writes down how.
        ExecutableFile.Write(Path.Combine(_folder, "bin", "ssh"), $"#!/bin/sh\necho \"$@\" >> '{_folder}/calls'\nexec /usr/bin/ssh \"$@\"\n");
        var watch = Stopwatch.StartNew();
        var (exit, output) = Run("reboot.yml");
        Assert.True(exit == 0, output);
        Assert.Contains("Timed out waiting for last boot time check (timeout=4)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Assertion failed", output, StringComparison.Ordinal);
        Assert.Contains("UNREACHABLE!", output, StringComparison.Ordinal);
        // Each try may take so long and no longer; the ten seconds of others are not for these.
        Assert.Contains("ConnectTimeout=3", File.ReadAllText(Path.Combine(_folder, "calls")), StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(120), $"{watch.Elapsed}");
    }

    private static NamespaceHosts? Start(int count)
    {
        if (NamespaceHosts.Start(count, out var missing) is { } hosts) return hosts;
        Assert.Skip(missing);
        return null;
    }

    private (int Exit, string Output) Run(string playbook)
    {
        var variables = new Dictionary<string, string> { ["HOME"] = _folder, ["XDG_STATE_HOME"] = Path.Combine(_folder, "state"), ["ANSIBLE_STDOUT_CALLBACK"] = "default", ["ANSIBLE_NOCOLOR"] = "1", ["PATH"] = $"{_folder}/bin:{Environment.GetEnvironmentVariable("PATH")}" };
        if (NamespaceHosts.Executor is { } executor) variables["PLUMB_EXECUTOR"] = executor;
        return Programs.PlumbWith(variables, _folder, "play", "-i", "hosts", playbook);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
