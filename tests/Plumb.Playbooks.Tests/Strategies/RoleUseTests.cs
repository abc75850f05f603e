using Plumb.Playbooks.Plays;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Tests.Strategies.Records;

namespace Plumb.Playbooks.Tests.Strategies;

/// <summary>Roles that tasks take in: their handlers, what they know of each other, and those that cannot be taken in.</summary>
public sealed class RoleUseTests
{
    private const string Notifying = "- debug: msg=hello\n  changed_when: true\n  notify: h\n";

    [Theory]
    [InlineData("roles: [r]", "of the play")]
    [InlineData("tasks: [{import_role: {name: r}}]", "of the role")]
    [InlineData("tasks: [{include_role: {name: r}}]", "of the role")]
    public async Task A_handler_of_a_role_that_a_task_takes_in_wins_over_one_of_the_play(string use, string winner)
    {
        var playbook = $$"""
            - hosts: all
              {{use}}
              handlers:
              - name: h
                debug: msg='of the play'
            """;
        using var run = await RunAsync(playbook, ("roles/r/tasks/main.yml", Notifying), ("roles/r/handlers/main.yml", "- name: h\n  debug: msg='of the role'\n"));
        Assert.Equal(winner, Messages(run)[^1]);
    }

    [Fact]
    public async Task A_role_is_told_who_included_it_and_not_who_depends_on_it()
    {
        const string Says = "- debug: msg=\"{{ role_name }} {{ ansible_parent_role_names | default([]) | join('+') }}\"\n";
        using var run = await RunAsync(
            "- hosts: all\n  roles: [outer]\n",
            ("roles/outer/tasks/main.yml", Says + "- import_role: {name: inner}\n"),
            ("roles/outer/meta/main.yml", "dependencies: [first]\n"),
            ("roles/inner/tasks/main.yml", Says),
            ("roles/inner/meta/main.yml", "dependencies: [second]\n"),
            ("roles/first/tasks/main.yml", Says),
            ("roles/second/tasks/main.yml", Says));
        Assert.Equal(["first ", "outer ", "second outer", "inner outer"], Messages(run));
    }

    [Fact]
    public async Task Variables_given_to_one_use_of_a_role_win_over_its_own_and_reach_no_other()
    {
        const string Says = "- debug: msg=\"x={{ x | default('-') }} own={{ own | default('-') }}\"\n";
        using var run = await RunAsync(
            """
            - hosts: all
              roles:
              - role: r
                vars: {x: given, own: given}
              - r
              tasks:
              - debug: msg="x={{ x | default('-') }} own={{ own | default('-') }}"
              - import_role: {name: dependent}
              - import_role: {name: dependent}
                vars: {x: imported}
            """,
            ("roles/r/tasks/main.yml", Says),
            ("roles/r/vars/main.yml", "own: kept\n"),
            ("roles/dependent/tasks/main.yml", Says),
            ("roles/dependent/meta/main.yml", "dependencies: [{role: other, vars: {x: needed}}]\n"),
            ("roles/other/tasks/main.yml", Says));
        Assert.Equal(["x=given own=given", "x=- own=kept", "x=- own=kept", "x=needed own=kept", "x=- own=kept", "x=imported own=kept", "x=imported own=kept"], Messages(run));
    }

    [Fact]
    public async Task A_role_that_imports_itself_is_refused()
    {
        using var run = new RecordedRun("- hosts: all\n  roles: [r]\n", ("roles/r/tasks/main.yml", "- import_role: {name: s}\n"), ("roles/s/tasks/main.yml", "- import_role: {name: r}\n")) { Inventory = "a," };
        var fault = await Assert.ThrowsAsync<LinkException>(() => run.RunAsync(resumes: false));
        Assert.Equal(PlayRules.CircularImport, fault.Rule);
    }

    [Fact]
    public async Task A_role_that_cannot_be_included_is_shown_as_a_failure_of_its_task()
    {
        using var run = await RunAsync("- hosts: all\n  tasks:\n  - include_role: {name: none}\n");
        Assert.Contains("fatal: [a]: FAILED! => {\"reason\": \"the role 'none' was not found", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_of_variables_are_those_of_the_role()
    {
        using var run = await RunAsync(
            "- hosts: all\n  roles: [r]\n",
            ("roles/r/tasks/main.yml", "- include_vars: {dir: more}\n- debug: msg={{ x }}\n- include_vars: {dir: other}\n  ignore_errors: true\n- debug: msg={{ x }}\n"),
            ("roles/r/vars/more/x.yml", "x: of the role\n"),
            ("more/x.yml", "x: beside the playbook\n"),
            ("other/x.yml", "x: beside the playbook\n"));
        Assert.Equal(["of the role", "of the role"], Messages(run));
        Assert.Contains("other directory does not exist", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_fails_before_it_is_done_names_who_would_have_done_it()
    {
        using var run = await RunAsync("- hosts: all\n  tasks:\n  - debug: msg=hello\n    when: unknown\n    delegate_to: b\n");
        Assert.Contains("fatal: [a -> b]: FAILED!", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Includes_hide_their_items_where_nothing_is_to_be_shown()
    {
        using var run = await RunAsync("- hosts: all\n  tasks:\n  - include_tasks: more.yml\n    loop: [secret]\n    no_log: true\n", ("more.yml", "- debug: msg=more\n"));
        Assert.Contains("more.yml for a => (item=(censored due to no_log))", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_are_told_under_the_own_name_of_a_task()
    {
        using var run = await RunAsync("- hosts: all\n  roles: [r]\n", ("roles/r/tasks/main.yml", "- name: try\n  debug: msg=no\n  until: false\n  retries: 1\n  delay: 0\n"));
        Assert.Contains("FAILED - RETRYING: [a]: try (1 retries left).", run.Output, StringComparison.Ordinal);
    }

    private static List<string> Messages(RecordedRun run) =>
        [.. run.Output.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("\"msg\": \"", StringComparison.Ordinal)).Select(l => l["\"msg\": \"".Length..^1]).Where(m => m != "hello")];

    private static async Task<RecordedRun> RunAsync(string playbook, params (string Name, string Text)[] files)
    {
        var run = new RecordedRun(playbook, files) { Inventory = "a," };
        await run.RunAsync(resumes: false);
        return run;
    }
}
