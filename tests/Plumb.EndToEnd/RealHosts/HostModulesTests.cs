namespace Plumb.EndToEnd.RealHosts;

/// <summary>Modules that people wrote, package sources, and the services of a user: on hosts that have what these need.</summary>
[Collection(FullHostsGroup.Name)]
public sealed class HostModulesTests(FullHosts hosts) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-modules-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("root", "")]
    [InlineData("free", "ansible_become=true")]
    public void Modules_in_Python_and_in_other_languages_run_over_ssh(string user, string variables)
    {
        Write("module_utils/greeting.py", "def greet(name):\n    return 'hello ' + name\n");
        Write("library/greeter.py", """
            #!/usr/bin/python
            import os
            from ansible.module_utils.basic import AnsibleModule
            from ansible.module_utils.greeting import greet

            def main():
                module = AnsibleModule(argument_spec=dict(name=dict(required=True), path=dict(type='path')), supports_check_mode=True)
                if module.params['path'] and not module.check_mode:
                    with open(module.params['path'], 'w') as f:
                        f.write(greet(module.params['name']))
                module.exit_json(changed=bool(module.params['path']), greeting=greet(module.params['name']), uid=os.getuid())

            main()
            """);
        Write("library/shelled", "#!/bin/sh\n. \"$1\"\nif [ -z \"$word\" ]; then echo '{\"failed\": true, \"msg\": \"no word\"}'; exit 1; fi\nprintf '{\"changed\": false, \"said\": \"%s\", \"ansible_facts\": {\"shelled\": \"%s\"}}' \"$word\" \"$word\"\n");
        Write("library/broken.py", "#!/usr/bin/python\n# WANT_JSON\nraise SystemExit('nothing that can be read')\n");
        var (exit, output) = Play("plain-a", user, variables, """
            - greeter: { name: you, path: /srv/greeted }
              register: made
              check_mode: true
            - stat: { path: /srv/greeted }
              register: predicted
            - greeter: { name: you, path: /srv/greeted }
              register: made
            - command: cat /srv/greeted
              register: written
            - file: { path: /srv/greeted, state: absent }
            - shelled: { word: quiet }
              register: said
            - shelled:
              register: refused
              ignore_errors: true
            - greeter: { name: you, nome: you }
              register: wrong
              ignore_errors: true
            - broken:
              register: broken
              ignore_errors: true
            - assert:
                that:
                - made is changed and made.greeting == 'hello you' and made.uid == 0
                - not predicted.stat.exists
                - written.stdout == 'hello you'
                - said.said == 'quiet' and shelled == 'quiet'
                - refused is failed and refused.msg == 'no word'
                - wrong is failed and 'Unsupported parameters' in wrong.msg and 'nome' in wrong.msg
                - broken is failed and 'MODULE FAILURE' in broken.msg
            """);
        Assert.True(exit == 0, output);
    }

    [Fact]
    public void Sources_of_packages_in_the_newer_form_are_written_found_the_same_and_removed()
    {
        var (exit, output) = Play("plain-a", "root", "", """
            - deb822_repository: &here { name: plumb here, types: deb, uris: "file:/srv/repository", suites: ./, trusted: true, enabled: true }
              register: predicted
              check_mode: true
            - stat: { path: /etc/apt/sources.list.d/plumb-here.sources }
              register: before
            - deb822_repository: *here
              register: made
            - deb822_repository: *here
              register: again
            - command: apt-get update
              register: updated
            - slurp: { src: /etc/apt/sources.list.d/plumb-here.sources }
              register: file
            - deb822_repository: { name: plumb here, state: absent }
              register: gone
            - deb822_repository: { name: plumb here, state: absent }
              register: gone_again
            - command: apt-get update
            - assert:
                that:
                - predicted is changed and not before.stat.exists
                - made is changed and again is not changed
                - made.dest == '/etc/apt/sources.list.d/plumb-here.sources'
                - "'file:/srv/repository' in file.content | b64decode"
                - "'Trusted: yes' in file.content | b64decode"
                - "updated.rc == 0"
                - gone is changed and gone_again is not changed
            """);
        Assert.True(exit == 0, output);
    }

    [Fact]
    public void Units_of_a_user_are_started_and_stopped_by_the_user()
    {
        var (exit, output) = Play("booted-a", "free", "", """
            - command: loginctl enable-linger free
              become: true
            - wait_for: { path: "/run/user/1001/systemd/private", timeout: 60 }
            - file: { path: /home/free/.config/systemd/user, state: directory }
            - copy:
                dest: /home/free/.config/systemd/user/plumb-test.service
                content: |
                  [Service]
                  ExecStart=/bin/sleep 3000
                  [Install]
                  WantedBy=default.target
            - systemd: { name: plumb-test, scope: user, state: started, enabled: true, daemon_reload: true }
              register: started
            - systemd: { name: plumb-test, scope: user, state: started, enabled: true }
              register: again
            - command: systemctl --user is-active plumb-test
              environment: { XDG_RUNTIME_DIR: /run/user/1001 }
            - systemd: { name: plumb-test, scope: user, state: stopped, enabled: false }
              register: stopped
            - file: { path: /home/free/.config, state: absent }
            - command: loginctl disable-linger free
              become: true
            - assert: { that: [started is changed, started.status.ActiveState is defined, again is not changed, stopped is changed] }
            """);
        Assert.True(exit == 0, output);
    }

    private (int Exit, string Output) Play(string host, string user, string variables, string tasks)
    {
        Assert.SkipWhen(hosts.Missing is not null, hosts.Missing ?? "");
        Write("inventory", hosts.InventoryOf(host, user, variables));
        Write("play.yml", $"- hosts: web\n  gather_facts: false\n  tasks:\n  {tasks.ReplaceLineEndings("\n").TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal)}\n");
        var environment = new Dictionary<string, string> { ["ANSIBLE_STDOUT_CALLBACK"] = "default", ["ANSIBLE_NOCOLOR"] = "1", ["ANSIBLE_HOST_KEY_CHECKING"] = "False", ["XDG_STATE_HOME"] = Path.Combine(_folder, "state") };
        return Programs.PlumbWith(environment, _folder, "play", "-i", "inventory", "play.yml");
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _folder);
        File.WriteAllText(path, text);
    }
}
