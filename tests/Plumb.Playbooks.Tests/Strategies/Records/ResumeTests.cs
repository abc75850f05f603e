using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Tests.Strategies.Records;

public sealed class ResumeTests
{
    private const string Included = """
        - command: set included {{ item }}-{{ inventory_hostname }}
          register: inner
        - command: set inner {{ inner.stdout | replace(' ', '_') }}
        """;

    /// <summary>Everything that a run has to keep: variables, facts, handlers, blocks, includes, loops, tasks for all hosts, hosts added.</summary>
    private static string Play(string keywords) => $$$"""
        - hosts: all
          gather_facts: false
          vars: { color: red }
          {{{keywords}}}
          handlers:
          - name: restart
            command: set restarted {{ first.stdout | replace(' ', '_') }}
            register: handled
          - name: second
            listen: topic
            command: set second yes
          tasks:
          - command: set one {{ color }}
            register: first
            notify: restart
          - set_fact: { kept: "{{ first.stdout }} on {{ inventory_hostname }}" }
          - set_fact: { given: "{{ inventory_hostname }}" }
            delegate_to: a
            delegate_facts: true
            when: inventory_hostname == 'b'
          - command: set once yes
            run_once: true
            register: shared
          - include_tasks: included.yml
            loop: [x, y]
            when: inventory_hostname != 'c'
          - block:
            - command: set entered yes
            - command: fail
              when: inventory_hostname != 'a'
            - command: set passed yes
            rescue:
            - command: set rescued {{ ansible_failed_result.msg | replace(' ', '_') }}
              notify: topic
            always:
            - command: set always yes
          - meta: flush_handlers
          - command: set loop-{{ item }} {{ index }}
            loop: [p, q]
            loop_control: { index_var: index }
            register: looped
          - command: set end {{ (kept ~ shared.stdout ~ looped.results[1].stdout) | replace(' ', '_') }}
            notify: topic
          - command: fail
            ignore_errors: true
            register: tried
          - command: set tried {{ tried.msg | replace(' ', '_') }}
        - hosts: all
          gather_facts: false
          tasks:
          - command: set next {{ (kept ~ (given | default('none')) ~ hostvars.a.kept) | replace(' ', '_') }}
        """;

    public static TheoryData<string> Keywords { get; } = ["strategy: linear", "strategy: free", "strategy: host_pinned", "serial: 2", "serial: 1\n  strategy: free", "force_handlers: true"];

    [Theory]
    [MemberData(nameof(Keywords))]
    public async Task A_run_that_ends_at_any_operation_comes_to_the_same_end_when_resumed(string keywords)
    {
        using var whole = new RecordedRun(Play(keywords), ("included.yml", Included));
        Assert.Equal(0, await whole.RunAsync(resumes: false));
        Assert.False(File.Exists(whole.Record));
        Assert.Contains("end=red", whole.Hosts.State().Replace("one_is_red", "red", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var afterwards in (bool[])[false, true])
        {
            for (var at = 1; at <= whole.Hosts.Operations; at++)
            {
                using var broken = new RecordedRun(Play(keywords), ("included.yml", Included));
                (broken.Hosts.EndAt, broken.Hosts.EndsAfterwards) = (at, afterwards);
                Assert.Null(await broken.RunAsync(resumes: false));
                broken.Hosts.EndAt = int.MaxValue;
                Assert.Equal(0, await broken.RunAsync(resumes: true));
                Assert.Empty(broken.Warnings);
                Assert.Equal(whole.Hosts.State(), broken.Hosts.State());
                Assert.Equal(whole.Recap(), broken.Recap());
                Assert.False(File.Exists(broken.Record));
            }
        }
    }

    [Fact]
    public async Task A_run_that_is_ended_again_and_again_comes_to_the_same_end()
    {
        using var whole = new RecordedRun(Play("strategy: linear"), ("included.yml", Included));
        Assert.Equal(0, await whole.RunAsync(resumes: false));
        using var broken = new RecordedRun(Play("strategy: linear"), ("included.yml", Included));
        var resumes = false;
        for (var runs = 0; ; runs++)
        {
            Assert.True(runs < whole.Hosts.Operations, "every run has to get further than the one before");
            broken.Hosts.EndAt = broken.Hosts.Operations + 8;
            if (await broken.RunAsync(resumes) is not null) break;
            resumes = true;
        }
        Assert.Equal(whole.Hosts.State(), broken.Hosts.State());
        Assert.Equal(whole.Recap(), broken.Recap());
    }

    [Fact]
    public async Task A_failed_task_runs_again_and_only_it_and_what_follows()
    {
        using var run = new RecordedRun("""
            - hosts: all
              gather_facts: false
              tasks:
              - command: set one yes
                notify: restart
              - block:
                - command: "{{ 'once here' if inventory_hostname == 'b' else 'set here yes' }}"
                always:
                - command: set cleaned yes
              - command: set two yes
              handlers:
              - name: restart
                command: set restarted yes
            """);
        Assert.Equal(2, await run.RunAsync(resumes: false));
        Assert.DoesNotContain("b two", string.Join('\n', run.Hosts.Done), StringComparison.Ordinal);
        run.Hosts.Done.Clear();
        run.Hosts.IsMended = true;
        Assert.Equal(0, await run.RunAsync(resumes: true));
        Assert.Equal(["b once here", "b set cleaned yes", "b set two yes", "b set restarted yes"], run.Hosts.Done);
        Assert.Contains("done before: [a]", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(run.Record));
    }

    [Fact]
    public async Task A_lost_host_goes_on_where_it_was_lost()
    {
        using var run = new RecordedRun("""
            - hosts: all
              gather_facts: false
              tasks:
              - command: set one yes
                register: one
              - command: set two {{ one.stdout | replace(' ', '_') }}
              - command: set once {{ inventory_hostname }}
                run_once: true
                register: shared
              - command: set three {{ shared.stdout | replace(' ', '_') }}
            """);
        run.Hosts.EndAt = 3;
        run.Hosts.Lost.Add("a");
        Assert.Null(await run.RunAsync(resumes: false));
        run.Hosts.EndAt = int.MaxValue;
        Assert.Equal(4, await run.RunAsync(resumes: true));
        run.Hosts.Lost.Clear();
        run.Hosts.Done.Clear();
        Assert.Equal(0, await run.RunAsync(resumes: true));
        // What one host has done for all is not done by another one.
        Assert.Equal(["a set one yes", "a set two one_is_yes", "a set three once_is_b"], run.Hosts.Done);
    }

    [Fact]
    public async Task A_changed_task_and_all_after_it_run_again_and_that_is_told()
    {
        const string Before = """
            - hosts: all
              gather_facts: false
              tasks:
              - command: set one yes
              - command: set two yes
              - command: set three yes
              - command: once four
            """;
        using var run = new RecordedRun(Before) { Inventory = "a," };
        await run.RunAsync(resumes: false);
        run.Hosts.Done.Clear();
        run.Hosts.IsMended = true;
        run.Write("site.yml", "# a comment moves every line\n" + Before.Replace("two yes", "two no", StringComparison.Ordinal));
        Assert.Equal(0, await run.RunAsync(resumes: true));
        Assert.Equal(["a set two no", "a set three yes", "a once four"], run.Hosts.Done);
        Assert.Contains("The playbook is not what it was for a", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_variables_and_options_are_told()
    {
        using var run = new RecordedRun("""
            - hosts: all
              gather_facts: false
              tasks:
              - command: set one {{ color }}
              - command: once two
            """, ("hosts", "a color=red\n")) { Inventory = "hosts" };
        run.Settings = run.Settings with { ExtraVariables = new() { ["level"] = "low" } };
        await run.RunAsync(resumes: false);
        run.Hosts.IsMended = true;
        run.Write("hosts", "a color=blue\n");
        run.Settings = run.Settings with { ExtraVariables = new() { ["level"] = "high" }, WantedTags = ["never"] };
        Assert.Equal(0, await run.RunAsync(resumes: true));
        Assert.Equal(3, run.Warnings.Count);
        Assert.Contains("the extra variables level are not what they were", run.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("the tags never", run.Warnings[1], StringComparison.Ordinal);
        Assert.Contains("The variables of a are not what they were", run.Warnings[2], StringComparison.Ordinal);
        Assert.Equal("a: one=red", run.Hosts.State());
    }

    [Fact]
    public async Task What_is_secret_is_not_in_the_record_and_its_task_runs_again()
    {
        using var run = new RecordedRun("""
            - hosts: all
              gather_facts: false
              vars: { password: hunter2secret }
              tasks:
              - command: set hidden {{ password }}
                no_log: true
                register: hidden
                notify: restart
              - command: set plain yes
              - command: set kept {{ password }}
                no_log: true
              - set_fact: { word: "{{ hidden.stdout }}" }
                no_log: true
              - command: once {{ word }}
                no_log: true
              handlers:
              - name: restart
                command: set restarted yes
            """) { Inventory = "a," };
        Assert.Equal(2, await run.RunAsync(resumes: false));
        Assert.DoesNotContain("hunter2", await File.ReadAllTextAsync(run.Record, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        run.Hosts.Done.Clear();
        run.Hosts.IsMended = true;
        Assert.Equal(0, await run.RunAsync(resumes: true));
        // The values of the first are needed; of the third it is enough to know that it is done. That the first had changed something is kept.
        Assert.Equal(["a set hidden hunter2secret", "a once hidden is hunter2secret", "a set restarted yes"], run.Hosts.Done);
    }

    [Fact]
    public async Task With_vault_secrets_the_record_is_encrypted_and_nothing_runs_again()
    {
        using var run = new RecordedRun("""
            - hosts: all
              gather_facts: false
              vars: { password: from-the-vault }
              tasks:
              - command: set one {{ password }}
                register: one
              - command: once {{ one.stdout }}
            """) { Inventory = "a,", Vault = new VaultSecrets([VaultSecret.OfText("default", "secret")]) };
        Assert.Equal(2, await run.RunAsync(resumes: false));
        Assert.DoesNotContain("from-the-vault", await File.ReadAllTextAsync(run.Record, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        run.Hosts.Done.Clear();
        run.Hosts.IsMended = true;
        Assert.Equal(0, await run.RunAsync(resumes: true));
        Assert.Equal(["a once one is from-the-vault"], run.Hosts.Done);
    }

    [Fact]
    public async Task Whatever_is_left_of_the_file_can_be_resumed()
    {
        using var whole = new RecordedRun(Play("strategy: linear"), ("included.yml", Included));
        await whole.RunAsync(resumes: false);
        using var broken = new RecordedRun(Play("strategy: linear"), ("included.yml", Included));
        broken.Hosts.EndAt = whole.Hosts.Operations;
        Assert.Null(await broken.RunAsync(resumes: false));
        broken.Hosts.EndAt = int.MaxValue;
        var content = await File.ReadAllBytesAsync(broken.Record, TestContext.Current.CancellationToken);
        var header = content.AsSpan().IndexOf((byte)'\n') + 1;
        var random = new Random(1);
        for (var i = 0; i < 40; i++)
        {
            var damaged = content[..random.Next(header, content.Length)];
            if (i % 2 == 1 && damaged.Length > header) damaged[random.Next(header, damaged.Length)] ^= 0x55;
            await File.WriteAllBytesAsync(broken.Record, damaged, TestContext.Current.CancellationToken);
            await broken.RunAsync(resumes: true);
        }
        Assert.Equal(whole.Hosts.State(), broken.Hosts.State());
    }

    [Fact]
    public async Task Errors_that_are_cleared_stay_cleared()
    {
        using var run = new RecordedRun("""
            - hosts: all
              gather_facts: false
              tasks:
              - command: "{{ 'fail' if inventory_hostname == 'a' else 'set one yes' }}"
              - meta: clear_host_errors
            - hosts: all
              gather_facts: false
              tasks:
              - command: set two yes
              - command: once three
            """) { Inventory = "a,b," };
        Assert.Equal(2, await run.RunAsync(resumes: false));
        run.Hosts.Done.Clear();
        run.Hosts.IsMended = true;
        Assert.Equal(0, await run.RunAsync(resumes: true));
        Assert.Equal(["a once three", "b once three"], run.Hosts.Done.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_check_goes_on_from_the_record_and_adds_nothing_to_it()
    {
        using var run = new RecordedRun("""
            - hosts: all
              gather_facts: false
              tasks:
              - command: set one yes
              - command: once two
            """) { Inventory = "a," };
        await run.RunAsync(resumes: false);
        var before = await File.ReadAllTextAsync(run.Record, TestContext.Current.CancellationToken);
        run.Settings = run.Settings with { Check = true };
        await run.RunAsync(resumes: true);
        Assert.Contains("done before: [a]", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(run.Record, TestContext.Current.CancellationToken));
    }
}
