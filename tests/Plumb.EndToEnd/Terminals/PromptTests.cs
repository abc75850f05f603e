using System.Runtime.Versioning;

namespace Plumb.EndToEnd.Terminals;

/// <summary>What people are asked on a terminal: passwords of vaults, variables of plays, and an editor that has the terminal to itself.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PromptTests : IDisposable
{
    private const string Secret = "typed-4d1f";

    private readonly string _folder = Directory.CreateTempSubdirectory("plumb-prompt-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_vault_is_created_edited_viewed_and_given_another_password()
    {
        Skip();
        ExecutableFile.Write(Path.Combine(_folder, "editor"), "#!/bin/sh\n[ -t 0 ] && [ -t 1 ] && [ \"$(stat -c %a \"$1\")\" = 600 ] && echo \"line $(wc -l < \"$1\")\" >> \"$1\"\n");

        Assert.Equal(1, Run(["vault", "create", "made.yml"], ("New Vault password: ", "one"), ("Confirm New Vault password: ", "other")).Exit);
        Assert.False(File.Exists(Path.Combine(_folder, "made.yml")));
        Succeeds(["vault", "create", "made.yml"], ("New Vault password: ", Secret), ("Confirm New Vault password: ", Secret));
        Assert.StartsWith("$ANSIBLE_VAULT;1.1;AES256", File.ReadAllText(Path.Combine(_folder, "made.yml")), StringComparison.Ordinal);
        Succeeds(["vault", "edit", "made.yml"], ("Vault password: ", Secret));
        Assert.Contains("line 0\nline 1\n", Succeeds(["vault", "view", "made.yml"], ("Vault password: ", Secret)), StringComparison.Ordinal);
        Assert.Contains("Decryption failed", Run(["vault", "view", "made.yml"], ("Vault password: ", "wrong")).Output, StringComparison.Ordinal);
        Succeeds(["vault", "rekey", "made.yml"], ("Vault password: ", Secret), ("New Vault password: ", "second"), ("Confirm New Vault password: ", "second"));
        Assert.Contains("line 1", Succeeds(["vault", "view", "made.yml"], ("Vault password: ", "second")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_play_asks_for_its_variables_and_hides_what_is_private()
    {
        Skip();
        Write("play.yml", """
            - hosts: localhost
              connection: local
              gather_facts: false
              vars_prompt:
              - { name: open, prompt: Which, private: false, default: first }
              - { name: hidden, prompt: Word, confirm: true }
              - { name: hashed, prompt: To hash, encrypt: sha512_crypt }
              tasks:
              - debug: { msg: "{{ open }} {{ hidden | length }} {{ hashed[:3] }}" }
            """);
        var output = Succeeds(["play", "-i", "localhost,", "play.yml"], ("Which [first]: ", ""), ("Word: ", Secret), ("confirm Word: ", "mistyped"), ("Word: ", Secret), ("confirm Word: ", Secret), ("To hash: ", Secret));
        Assert.Contains("VALUES ENTERED DO NOT MATCH", output, StringComparison.Ordinal);
        Assert.Contains("first 10 $6$", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_typed_at_the_terminal_though_the_input_is_a_file()
    {
        Skip();
        Write("text", "from a file");
        using var run = TerminalRun.StartReading("text", Variables, _folder, "vault", "encrypt_string", "--ask-vault-pass", "--stdin-name", "made", "--output", "made.yml");
        var (exit, output) = run.Answer("New Vault password: ", Secret).Answer("Confirm New Vault password: ", Secret).Finish();
        Assert.True(exit == 0, output);
        Assert.DoesNotContain(Secret, output, StringComparison.Ordinal);
        Write("play.yml", """
            - hosts: localhost
              connection: local
              gather_facts: false
              vars_files: [made.yml]
              tasks:
              - debug: { msg: "it is {{ made }}, {{ ansible_password }}" }
            """);
        using var play = TerminalRun.StartReading("/dev/null", Variables, _folder, "play", "-k", "--ask-vault-pass", "-i", "localhost,", "play.yml");
        (exit, output) = play.Answer("SSH password: ", "shown-here").Answer("Vault password: ", Secret).Finish();
        Assert.True(exit == 0, output);
        Assert.DoesNotContain("shown-here", output, StringComparison.Ordinal);
        Assert.Contains("it is from a file, shown-here", File.ReadAllText(Path.Combine(_folder, "output")), StringComparison.Ordinal);
        // Who only looks logs in nowhere.
        using var look = TerminalRun.StartReading("/dev/null", Variables, _folder, "play", "-k", "--ask-vault-pass", "--list-tasks", "-i", "localhost,", "play.yml");
        (exit, output) = look.Answer("Vault password: ", Secret).Finish();
        Assert.True(exit == 0, output);
        Assert.DoesNotContain("SSH password", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Hosts_at_work_are_shown_below_the_report_and_do_not_stay()
    {
        Skip();
        Write("play.yml", """
            - hosts: all
              connection: local
              gather_facts: false
              tasks:
              - name: a slow one
                command: sleep 1.5
              - name: a failing one
                command: "false"
                when: inventory_hostname == 'two'
            """);
        using var run = Start("play", "-i", "one,two,", "--callback", "plumb", "play.yml");
        // The block is drawn in place again and again; each time its lines are taken away first.
        run.WaitFor("a slow one").WaitFor("\u001b[J").WaitFor("a slow one");
        var (exit, output) = run.Finish();
        Assert.Equal(2, exit);
        var left = output[(output.LastIndexOf("\u001b[J", StringComparison.Ordinal) + 3)..];
        Assert.Contains("1 failed", left, StringComparison.Ordinal);
        Assert.DoesNotContain("[2K", left, StringComparison.Ordinal);
    }

    private void Skip() => Assert.SkipWhen(TerminalRun.Missing is not null, TerminalRun.Missing ?? "");

    private string Succeeds(string[] args, params (string Question, string Answer)[] dialogue)
    {
        var (exit, output) = Run(args, dialogue);
        Assert.True(exit == 0, output);
        Assert.DoesNotContain(Secret, output, StringComparison.Ordinal);
        return output;
    }

    private (int Exit, string Output) Run(string[] args, params (string Question, string Answer)[] dialogue)
    {
        using var run = Start(args);
        foreach (var (question, answer) in dialogue) run.Answer(question, answer);
        return run.Finish();
    }

    private Conversation Start(params string[] args) => TerminalRun.Start(Variables, _folder, args);

    private Dictionary<string, string> Variables => new()
    {
        ["HOME"] = _folder,
        ["XDG_STATE_HOME"] = _folder,
        ["EDITOR"] = Path.Combine(_folder, "editor"),
        ["PAGER"] = "cat",
        ["ANSIBLE_STDOUT_CALLBACK"] = "default",
    };

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
