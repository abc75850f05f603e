using System.IO.Compression;
using System.Text;

namespace Plumb.EndToEnd.RealPrograms;

/// <summary>Operations and lookups with the programs and servers that they are for, on this machine.</summary>
public sealed class LocalProgramTests : IDisposable
{
    private readonly LocalSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public void Pages_are_looked_up_line_by_line_with_headers_and_passwords_that_stay_with_their_server()
    {
        using var other = new WebServer(r => WebServer.Answer("200 OK", $"authorized {r.Headers.ContainsKey("Authorization")}"));
        using var server = new WebServer(r => r.Path switch
        {
            "/lines" => WebServer.Answer("200 OK", "one\ntwo\n"),
            "/guarded" when r.Headers.GetValueOrDefault("Authorization") != "Basic " + Convert.ToBase64String("me:word"u8) => WebServer.Answer("401 Unauthorized", "", "WWW-Authenticate: Basic realm=\"here\""),
            "/guarded" => WebServer.Answer("200 OK", $"let in with {r.Headers.GetValueOrDefault("X-Mark")} by {r.Headers.GetValueOrDefault("User-Agent")}"),
            "/away" => WebServer.Answer("302 Found", "", $"Location: {other.Address}/there"),
            _ => WebServer.Answer("404 Not Found"),
        });
        var output = _site.Play($$$"""
            - debug: { msg: "{{ query('url', at ~ '/lines') }} {{ lookup('url', at ~ '/lines', split_lines=false) | length }}" }
            - debug: { msg: "{{ lookup('url', at ~ '/guarded', username='me', password='word', headers={'X-Mark': 'seen'}, http_agent='tester') }}" }
            - debug: { msg: "{{ lookup('url', at ~ '/away', username='me', password='word', force_basic_auth=true) }}" }
            - debug: { msg: "{{ lookup('url', at ~ '/none') }}" }
              register: missing
              ignore_errors: true
            - debug: { msg: "{{ lookup('url', 'http://127.0.0.1:1/') }}" }
              ignore_errors: true
            """.Replace(" at ~ '", $" '{server.Address}' ~ '", StringComparison.Ordinal));
        Assert.Contains("['one', 'two'] 8", output.Replace("\\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("let in with seen by tester", output, StringComparison.Ordinal);
        Assert.Contains("authorized False", output, StringComparison.Ordinal);
        Assert.Contains("Received HTTP error for", output, StringComparison.Ordinal);
        Assert.Contains("HTTP Error 404: Not Found", output, StringComparison.Ordinal);
        Assert.Contains("Failed lookup url for", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Subversion_checks_out_updates_reverts_and_exports()
    {
        Need("svn", "svnadmin");
        var output = _site.Play("""
            - command: svnadmin create {{ playbook_dir }}/repository
            - command: svn --non-interactive mkdir -m first file://{{ playbook_dir }}/repository/trunk
            - file: { path: "{{ playbook_dir }}/import", state: directory }
            - copy: { dest: "{{ playbook_dir }}/import/text", content: "first\n" }
            - command: svn --non-interactive import -m second {{ playbook_dir }}/import file://{{ playbook_dir }}/repository/trunk
            - subversion: &from { repo: "file://{{ playbook_dir }}/repository/trunk", dest: "{{ playbook_dir }}/work" }
              register: made
              check_mode: true
            - stat: { path: "{{ playbook_dir }}/work" }
              register: predicted
            - assert: { that: [made is changed, not predicted.stat.exists] }
            - subversion: *from
              register: made
            - subversion: *from
              register: again
            - assert: { that: [made is changed, "made.after[0] == 'Revision: 2'", again is not changed, "lookup('file', playbook_dir ~ '/work/text') == 'first'"] }
            - copy: { dest: "{{ playbook_dir }}/work/text", content: "of my own\n" }
            - subversion: *from
              register: refused
              ignore_errors: true
            - assert: { that: [refused is failed, refused.msg == 'ERROR: modified files exist in the repository.'] }
            - subversion: { repo: "file://{{ playbook_dir }}/repository/trunk", dest: "{{ playbook_dir }}/work", force: true }
            - assert: { that: ["lookup('file', playbook_dir ~ '/work/text') == 'first'"] }
            - subversion: { repo: "file://{{ playbook_dir }}/repository/trunk", dest: "{{ playbook_dir }}/out", export: true }
            - subversion: { repo: "file://{{ playbook_dir }}/repository/trunk", dest: "{{ playbook_dir }}/one", revision: '1' }
              register: old
            - stat: { path: "{{ playbook_dir }}/out/.svn" }
              register: exported
            - assert: { that: [not exported.stat.exists, "old.after[0] == 'Revision: 1'"] }
            - subversion: { repo: "file://{{ playbook_dir }}/none", dest: "{{ playbook_dir }}/nothing" }
              register: missing
              ignore_errors: true
            - assert: { that: [missing is failed] }
            """);
        Assert.Contains("failed=0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_of_a_firewall_are_made_found_and_taken_away()
    {
        Need("iptables", "unshare");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "tables of a network of one's own take root");
        var (exit, why) = Programs.Other("unshare", new Dictionary<string, string>(), _site.Folder, "--net", "iptables", "-S") is var (code, said, error) ? (code, said + error) : default;
        Assert.SkipWhen(exit != 0, $"iptables has no tables here: {why}");
        // In a network of its own, whose tables go with it.
        _site.Play("""
            - iptables: &web { chain: INPUT, protocol: tcp, destination_port: '80', ctstate: [NEW, ESTABLISHED], jump: ACCEPT, comment: the web }
              register: first
              check_mode: true
            - iptables: *web
              register: made
            - iptables: *web
              register: again
            - command: iptables -S INPUT
              register: rules
            - assert:
                that:
                - first is changed and made is changed and again is not changed
                - rules.stdout_lines | select('search', '--dport 80 .*--ctstate NEW,ESTABLISHED .*the web.* -j ACCEPT') | length == 1
            - iptables: { chain: INPUT, policy: DROP }
            - iptables: { chain: OWN, chain_management: true }
            - iptables: { chain: INPUT, action: insert, rule_num: '1', in_interface: lo, jump: OWN }
            - command: iptables -S
              register: rules
            - assert:
                that:
                - "'-P INPUT DROP' in rules.stdout_lines"
                - "'-N OWN' in rules.stdout_lines"
                - rules.stdout_lines | select('match', '-A INPUT') | first == '-A INPUT -i lo -j OWN'
            - iptables: { chain: INPUT, protocol: tcp, destination_port: '80', ctstate: [NEW, ESTABLISHED], jump: ACCEPT, comment: the web, state: absent }
              register: gone
            - iptables: { table: nat, chain: POSTROUTING, jump: MASQUERADE, out_interface: lo }
            - iptables: { flush: true, chain: INPUT }
            - command: iptables -S INPUT
              register: rules
            - assert: { that: [gone is changed, rules.stdout == '-P INPUT DROP'] }
            """, "unshare", "--net");
    }

    [Fact]
    public void Keys_of_rpm_are_imported_known_again_and_removed()
    {
        Need("rpm", "gpg");
        // On Debian the database of rpm is in the home of the user, which is the site's own folder.
        Assert.SkipUnless(File.Exists("/etc/debian_version"), "the database of keys is that of the machine");
        var (exit, output) = _site.TryPlay("""
            - shell: |
                export GNUPGHOME={{ playbook_dir }}/gnupg; mkdir -m 700 $GNUPGHOME
                gpg --batch --quiet --passphrase '' --quick-generate-key 'A Tester <tester@example.com>' rsa2048 sign never
                gpg --batch --armor --export tester@example.com > {{ playbook_dir }}/key.asc
                gpg --batch --list-keys --with-colons tester@example.com | awk -F: '$1 == "fpr" { print $10; exit }'
                gpgconf --kill all
              register: made
            - rpm_key: { key: "{{ playbook_dir }}/key.asc" }
              register: predicted
              check_mode: true
            - rpm_key: { key: "{{ playbook_dir }}/key.asc", fingerprint: "{{ made.stdout_lines | last }}" }
              register: first
            - rpm_key: { key: "{{ playbook_dir }}/key.asc" }
              register: again
            - assert: { that: [predicted is changed, first is changed, again is not changed] }
            - rpm_key: { key: "{{ (made.stdout_lines | last)[-8:] }}", state: absent }
              register: gone
            - rpm_key: { key: "{{ playbook_dir }}/key.asc", state: absent }
              register: gone_again
            - assert: { that: [gone is changed, gone_again is not changed] }
            - rpm_key: { key: "{{ playbook_dir }}/key.asc", fingerprint: 1111222233334444555566667777888899990000 }
              register: wrong
              ignore_errors: true
            - assert: { that: [wrong is failed, "'The specified fingerprint' in wrong.msg"] }
            """);
        Assert.True(exit == 0, output);
    }

    [Fact]
    public void Pip_installs_from_a_folder_into_an_environment_of_its_own()
    {
        var python = LocalSite.Has("python3") ? "/usr/bin/python3" : "python3";
        var (exit, _, why) = Programs.Other(python, new Dictionary<string, string>(), _site.Folder, "-m", "venv", "trial");
        Assert.SkipWhen(exit != 0, $"python cannot make environments here: {why}");
        WriteWheel("1.0");
        WriteWheel("2.0");
        _site.Play($$$"""
            - pip: &demo { name: plumb-demo==1.0, virtualenv: "{{ playbook_dir }}/env", virtualenv_command: {{{python}}} -m venv, extra_args: "--no-index --find-links {{ playbook_dir }}/wheels" }
              register: first
            - pip: *demo
              register: again
            - pip: { name: plumb-demo, state: latest, virtualenv: "{{ playbook_dir }}/env", extra_args: "--no-index --find-links {{ playbook_dir }}/wheels" }
              register: newer
            - command: "{{ playbook_dir }}/env/bin/python -c 'import plumb_demo; print(plumb_demo.version)'"
              register: said
            - assert: { that: [first is changed, again is not changed, newer is changed, said.stdout == '2.0', "'plumb-demo' in (newer.name | string)"] }
            - copy: { dest: "{{ playbook_dir }}/wanted.txt", content: "plumb-demo==1.0\n" }
            - pip: { requirements: "{{ playbook_dir }}/wanted.txt", virtualenv: "{{ playbook_dir }}/env", extra_args: "--no-index --find-links {{ playbook_dir }}/wheels" }
              register: wanted
            - pip: { name: plumb-demo, state: absent, virtualenv: "{{ playbook_dir }}/env" }
              register: gone
            - pip: { name: plumb-demo, state: absent, virtualenv: "{{ playbook_dir }}/env" }
              register: gone_again
            - assert: { that: [wanted is changed, gone is changed, gone_again is not changed] }
            - pip: { name: plumb-none, virtualenv: "{{ playbook_dir }}/env", extra_args: "--no-index" }
              register: missing
              ignore_errors: true
            - assert: { that: [missing is failed, "'No matching distribution found for plumb-none' in missing.msg"] }
            """);
    }

    [Fact]
    public void Questions_on_a_terminal_are_answered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "operations run on Linux");
        ExecutableFile.Write(Path.Combine(_site.Folder, "ask"), """
            #!/bin/sh
            [ -t 0 ] && [ -t 1 ] && [ -t 2 ] || exit 9
            : > /dev/tty || exit 8
            printf 'Name? '; read -r name
            printf 'Again? '; read -r one; printf 'Again? '; read -r two
            stty -echo; printf 'PassWord: '; read -r word; stty echo; echo
            echo "$name $one $two $word"
            [ "$word" = good ]
            """);
        var output = _site.Play("""
            - expect: { command: "{{ playbook_dir }}/ask", responses: { 'Na.e\?': me, Again: [first, second], '(?i)password': good } }
              register: asked
            - assert: { that: [asked is changed, asked.rc == 0, asked.stdout_lines | last == 'me first second good', "'Name? ' in asked.stdout", "'Name? me' not in asked.stdout", asked.cmd == playbook_dir ~ '/ask'] }
            - expect: { command: "{{ playbook_dir }}/ask", echo: true, responses: { 'Name': me, Again: same, 'PassWord': bad } }
              register: echoed
              ignore_errors: true
            - assert: { that: [echoed is failed, echoed.rc == 1, echoed.msg == 'non-zero return code', "'Name? me' in echoed.stdout"] }
            - expect: { command: "{{ playbook_dir }}/ask", responses: { 'Name': me, Again: [once] } }
              register: short
              ignore_errors: true
            - assert: { that: [short is failed, "short.msg is search(\"No remaining responses for 'Again', output was\")"] }
            - expect: { command: "{{ playbook_dir }}/ask", responses: { 'Nobody': asks }, timeout: 1 }
              register: quiet
              ignore_errors: true
            - assert: { that: [quiet is failed, quiet.msg == 'command exceeded timeout', quiet.rc is none, quiet.stdout == 'Name? '] }
            - expect: { command: no-such-program, responses: { a: b } }
              register: unknown
              ignore_errors: true
            - assert: { that: [unknown is failed, unknown.msg == 'The command was not found or was not executable: no-such-program.'] }
            - expect: { command: "true", responses: { a: b }, creates: "{{ playbook_dir }}/ask", chdir: / }
              register: there
            - assert: { that: [there is not changed, "there.stdout == 'skipped, since ' ~ playbook_dir ~ '/ask exists'"] }
            - expect:
                command: sh -c 'i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done; printf "end? "; read x; echo got $x'
                responses: { 'end. ': it }
              register: long
            - assert: { that: [long.stdout_lines | length == 20001, long.stdout_lines | last == 'end? got it'] }
            """);
        Assert.Contains("failed=0", output, StringComparison.Ordinal);
    }

    private static void Need(params string[] programs)
    {
        var missing = programs.Where(p => !LocalSite.Has(p)).ToList();
        Assert.SkipWhen(missing.Count > 0, $"not installed: {string.Join(", ", missing)}");
    }

    /// <summary>A package that is nothing but a version, in the form that needs no building.</summary>
    private void WriteWheel(string version)
    {
        Directory.CreateDirectory(Path.Combine(_site.Folder, "wheels"));
        using var wheel = ZipFile.Open(Path.Combine(_site.Folder, "wheels", $"plumb_demo-{version}-py3-none-any.whl"), ZipArchiveMode.Create);
        var info = $"plumb_demo-{version}.dist-info";
        Add("plumb_demo.py", $"version = '{version}'\n");
        Add($"{info}/METADATA", $"Metadata-Version: 2.1\nName: plumb-demo\nVersion: {version}\n");
        Add($"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        Add($"{info}/RECORD", $"plumb_demo.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n");

        void Add(string name, string text)
        {
            using var entry = wheel.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
