using System.Runtime.Versioning;
using Plumb.EndToEnd.Terminals;

namespace Plumb.EndToEnd.Plays;

/// <summary>
/// Secrets that people type at a terminal: the passwords of the connection and to become another, private variables. They are looked for in
/// what the terminal shows, in all files that are left here and on the hosts, and in the processes of the run.
/// </summary>
[Collection(NamespaceHostsGroup.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class TypedSecretTests : IDisposable
{
    // In two pieces, so that this file's own text is none of the places where they are found.
    private static readonly string _password = "admin-" + "secret";
    private static readonly string _typed = "typed-" + "5e1f08ab";
    private static readonly string _hashed = "hashed-" + "c2907d13";

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-typed-").FullName;
    private readonly SecretSearch _search = new(_password, _typed, _hashed);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        NamespaceHosts.Stop();
    }

    [Theory]
    [InlineData("plumb", "-v")]
    [InlineData("default", "-vvvv")]
    [InlineData("json", "-vvvv")]
    public async Task Nothing_that_was_typed_unseen_is_told_or_left_anywhere(string callback, string verbosity)
    {
        Assert.SkipWhen(TerminalRun.Missing is not null, TerminalRun.Missing ?? "");
        if (Start("") is not { } hosts) return;
        using var watch = _search.WatchProcesses();
        using var run = TerminalRun.Start(Variables(callback), _folder, "play", "-k", "-K", "-i", "input/hosts", "input/site.yml", "--diff", verbosity);
        run.Answer("SSH password: ", _password).Answer("BECOME password[defaults to SSH password]: ", "");
        run.Answer("Word [otherwise]: ", _typed).Answer("confirm Word [otherwise]: ", _typed).Answer("To hash [otherwise]: ", _hashed);
        var (exit, output) = run.Finish();
        await CheckAsync(hosts, exit, output, watch);
    }

    [Fact]
    public async Task A_password_typed_to_become_another_is_told_nowhere()
    {
        Assert.SkipWhen(TerminalRun.Missing is not null, TerminalRun.Missing ?? "");
        if (Start("", withKey: true) is not { } hosts) return;
        using var watch = _search.WatchProcesses();
        using var run = TerminalRun.Start(Variables("default"), _folder, "play", "-K", "-i", "input/hosts", "input/site.yml", "--diff", "-vvvv");
        run.Answer("BECOME password: ", _password).Answer("Word [otherwise]: ", _typed).Answer("confirm Word [otherwise]: ", _typed).Answer("To hash [otherwise]: ", _hashed);
        var (exit, output) = run.Finish();
        await CheckAsync(hosts, exit, output, watch);
    }

    [Theory]
    [InlineData("default", "-vvvv")]
    [InlineData("plumb", "")]
    public async Task Passwords_of_the_inventory_are_told_nowhere(string callback, string verbosity)
    {
        if (Start($"ansible_password={_password} ansible_become_pass={_password}") is not { } hosts) return;
        using var watch = _search.WatchProcesses();
        string[] arguments = ["play", "-i", "input/hosts", "input/site.yml", "--diff", .. verbosity.Length > 0 ? [verbosity] : Array.Empty<string>()];
        // Nobody can be asked here: the variables are what they are without an answer, and only the passwords are left to find.
        var (exit, output) = Programs.PlumbWith(Variables(callback), _folder, arguments);
        await CheckAsync(hosts, exit, output, watch, wasAsked: false);
    }

    private NamespaceHosts? Start(string variables, bool withKey = false)
    {
        if (NamespaceHosts.Start(2, out var missing) is not { } hosts)
        {
            Assert.Skip(missing);
            return null;
        }
        Directory.CreateDirectory(Path.Combine(_folder, "input"));
        File.WriteAllText(Path.Combine(_folder, "input", "hosts"), hosts.Inventory(variables, "admin", withKey));
        File.WriteAllText(Path.Combine(_folder, "input", "site.yml"), Playbook);
        return hosts;
    }

    private async Task CheckAsync(NamespaceHosts hosts, int exit, string output, SecretSearch.ProcessWatch watch, bool wasAsked = true)
    {
        var seen = await watch.EndAsync();
        Assert.True(exit == 2, output);
        Assert.Empty(_search.In(output, "the output"));
        Assert.Empty(seen);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder, "state", "plumb", "runs")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder, "junit")));
        Assert.True(new FileInfo(Path.Combine(_folder, "log")).Length > 0);
        Assert.Empty(_search.InFiles(_folder, except: Path.Combine(_folder, "input")));
        foreach (var parent in (string[])[Path.GetTempPath(), "/dev/shm"])
        {
            Assert.Empty(Directory.GetDirectories(parent, "plumb-ssh-*").SelectMany(f => _search.InFiles(f, except: "none")));
        }
        foreach (var (host, _) in hosts.All)
        {
            var written = NamespaceHosts.PathOf(host, "/srv/typed");
            Assert.Contains(wasAsked ? _typed + " $6$" : "otherwise", File.ReadAllText(written), StringComparison.Ordinal);
            Assert.Empty(_search.InFiles(NamespaceHosts.PathOf(host, "/"), except: written));
        }
    }

    private const string Playbook = """
        - hosts: all
          gather_facts: false
          vars_prompt:
          - { name: typed, prompt: Word, confirm: true, default: otherwise }
          - { name: hashed, prompt: To hash, encrypt: sha512_crypt, default: otherwise }
          tasks:
          - copy: { dest: /srv/typed, content: "{{ typed }} {{ hashed }}\n", mode: '0600' }
            become: true
            no_log: true
          - set_fact: { kept: "{{ typed }}" }
            no_log: true
          - command: grep -c x
            args: { stdin: "{{ kept }}" }
            no_log: true
            ignore_errors: true
          - command: id -un
            become: true
            changed_when: false
          - command: sleep 1
          - uri: { url: "http://127.0.0.1:1/", url_username: x, url_password: "{{ typed }}" }
            ignore_errors: true
          - command: cat /no/such/file
            args: { stdin: "{{ typed }}" }
            no_log: true
        """;

    private Dictionary<string, string> Variables(string callback)
    {
        var variables = new Dictionary<string, string>
        {
            ["HOME"] = _folder,
            ["XDG_STATE_HOME"] = Path.Combine(_folder, "state"),
            ["TMPDIR"] = _folder,
            ["ANSIBLE_STDOUT_CALLBACK"] = callback,
            ["ANSIBLE_CALLBACKS_ENABLED"] = "junit",
            ["JUNIT_OUTPUT_DIR"] = Path.Combine(_folder, "junit"),
            ["ANSIBLE_LOG_PATH"] = Path.Combine(_folder, "log"),
        };
        if (NamespaceHosts.Executor is { } executor) variables["PLUMB_EXECUTOR"] = executor;
        return variables;
    }
}
