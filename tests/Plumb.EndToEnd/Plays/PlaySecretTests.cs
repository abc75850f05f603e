namespace Plumb.EndToEnd.Plays;

/// <summary>
/// Runs a play full of secrets with everything that could tell them: the highest verbosity, differences, failures, loops, all callbacks,
/// a record to resume from. Then looks for them in all that was printed and left, and, while it runs, in the list of processes.
/// </summary>
[Collection(NamespaceHostsGroup.Name)]
public sealed class PlaySecretTests : IDisposable
{
    // In two pieces, so that this file's own text is none of the places where they are found.
    private static readonly string _vaulted = "vaulted-" + "7f3a9c51";
    private static readonly string _hidden = "hidden-" + "2b8d44e0";
    private static readonly string _password = "admin-" + "secret";
    private static readonly string _vaultPassword = "opens-" + "90c1de37";

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-secret-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        NamespaceHosts.Stop();
    }

    [Theory]
    [InlineData("plumb", "-v")]
    [InlineData("plumb", "")]
    [InlineData("default", "-vvvv")]
    [InlineData("json", "-vvvv")]
    public async Task No_secret_is_told_or_left_anywhere(string callback, string verbosity)
    {
        if (NamespaceHosts.Start(2, out var missing) is not { } hosts)
        {
            Assert.Skip(missing);
            return;
        }
        Write("input/hosts", hosts.Inventory($"ansible_become_password={_password}", "admin"));
        Write("input/password", _vaultPassword);
        Write("input/site.yml", Playbook(Vaulted()));
        var search = new SecretSearch(_vaulted, _hidden, _password, _vaultPassword);
        using var watch = search.WatchProcesses();
        string[] arguments = ["play", "-i", "input/hosts", "input/site.yml", "--vault-password-file", "input/password", "--diff", "--callback", callback, .. verbosity.Length > 0 ? [verbosity] : Array.Empty<string>()];
        var (exit, output) = Programs.PlumbWith(Environment(), _folder, arguments);
        var seen = await watch.EndAsync();
        Assert.True(exit == 2, output);
        Assert.Empty(search.In(output, "the output"));
        Assert.Empty(seen);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder, "state", "plumb", "runs")));
        Assert.Empty(search.InFiles(_folder, except: Path.Combine(_folder, "input")));
        foreach (var (host, _) in hosts.All)
        {
            var written = NamespaceHosts.PathOf(host, "/srv/secrets");
            Assert.Contains(_vaulted, File.ReadAllText(written), StringComparison.Ordinal);
            Assert.Empty(search.InFiles(NamespaceHosts.PathOf(host, "/"), except: written));
        }
    }

    private string Playbook(string vaulted) => $$$"""
        - hosts: all
          gather_facts: false
          vars:
            hidden: {{{_hidden}}}
            vaulted: !vault |
        {{{string.Join('\n', vaulted.Split('\n').Select(l => "      " + l))}}}
          tasks:
          - command: cat
            args: { stdin: "{{ vaulted }}" }
            register: told
            no_log: true
            notify: after
          - copy: { dest: /srv/secrets, content: "{{ told.stdout }}\n{{ hidden }}\n", mode: '0600' }
            become: true
            no_log: true
          - lineinfile: { path: /srv/secrets, line: "{{ item }}" }
            loop: [ "{{ vaulted }}", "{{ hidden }}" ]
            become: true
            no_log: true
          - set_fact: { kept: "{{ hidden }}", other: "{{ told.stdout }}" }
            no_log: true
          - command: cat /no/such/file
            args: { stdin: "{{ kept }}" }
            no_log: true
            ignore_errors: true
          - debug: { msg: "{{ kept }}" }
            no_log: true
            loop: [1, 2]
          - command: id -u
            become: true
            become_user: root
            changed_when: false
          - command: sleep 1
          - uri: { url: "http://127.0.0.1:1/", url_username: x, url_password: "{{ hidden }}" }
            ignore_errors: true
          - command: sh -c 'exit 3'
            args: { stdin: "{{ vaulted }}" }
            no_log: true
          handlers:
          - name: after
            command: "true"
        """;

    private string Vaulted()
    {
        Write("input/plain", _vaulted);
        var (exit, output) = Programs.PlumbWith(Environment(), _folder, "vault", "encrypt", "--vault-password-file", "input/password", "--output", "-", "input/plain");
        Assert.True(exit == 0, output);
        return string.Join('\n', output.Split('\n').SkipWhile(l => !l.StartsWith("$ANSIBLE_VAULT", StringComparison.Ordinal)).TakeWhile(l => l.StartsWith('$') || (l.Length > 0 && l.All(char.IsAsciiHexDigit))));
    }

    private Dictionary<string, string> Environment()
    {
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = _folder,
            ["XDG_STATE_HOME"] = Path.Combine(_folder, "state"),
            ["TMPDIR"] = _folder,
            ["ANSIBLE_CALLBACKS_ENABLED"] = "junit",
            ["JUNIT_OUTPUT_DIR"] = Path.Combine(_folder, "junit"),
            ["ANSIBLE_LOG_PATH"] = Path.Combine(_folder, "log"),
        };
        if (NamespaceHosts.Executor is { } executor) environment["PLUMB_EXECUTOR"] = executor;
        return environment;
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _folder);
        File.WriteAllText(path, text);
    }
}
