using Plumb.Playbooks.Tests.Strategies.Records;

namespace Plumb.Playbooks.Tests.Strategies;

public sealed class FailureTests
{
    [Fact]
    public async Task A_host_whose_errors_are_cleared_goes_on_after_the_block_that_failed()
    {
        using var run = await RunAsync("""
            - hosts: all
              tasks:
              - block:
                - block:
                  - fail:
                  run_once: true
                always:
                - meta: clear_host_errors
              - debug: msg=later
            """);
        Assert.Contains("later", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_another_forgives_goes_on_after_the_block_in_which_it_failed()
    {
        using var run = await RunAsync("""
            - hosts: all
              tasks:
              - block:
                - block:
                  - fail: msg=no
                    when: inventory_hostname == "a"
                  - debug: msg=inner
                - debug: msg=outer
                - meta: clear_host_errors
              - debug: msg=later
            - hosts: all
              tasks:
              - fail: msg=no
                when: inventory_hostname == "a"
              - meta: clear_host_errors
              - debug: msg=never
                when: inventory_hostname == "a"
            """, "a,b,");
        Assert.Single(Outcomes("inner"));
        Assert.Equal(2, Outcomes("outer").Length);
        Assert.Equal(2, Outcomes("later").Length);
        Assert.Empty(Outcomes("never"));

        string[] Outcomes(string message) => run.Output.Split($"\"msg\": \"{message}\"")[1..];
    }

    [Fact]
    public async Task What_an_included_role_includes_by_the_oldest_way_is_part_of_it()
    {
        using var run = new RecordedRun("- hosts: all\n  tasks:\n  - include_role: {name: r}\n", ("roles/r/tasks/main.yml", "- include: more.yml\n"), ("roles/r/tasks/more.yml", "- debug: msg=more\n")) { Inventory = "a," };
        await run.RunAsync(resumes: false);
        Assert.Contains("\"more\"", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("included:", run.Output, StringComparison.Ordinal);
    }

    /// <summary>As of 2.16: before, the others were stopped without their handlers.</summary>
    [Theory]
    [InlineData("run_once: true", "h1", true)]
    [InlineData("run_once: true", "h3", false)]
    [InlineData("any_errors_fatal: true", "h3", true)]
    [InlineData("throttle: 1", "h1", false)]
    public async Task A_host_that_waits_for_forced_handlers_ends_the_play_of_all_where_the_failure_of_one_does(string keyword, string failing, bool ends)
    {
        using var run = await RunAsync($$"""
            - hosts: all
              force_handlers: true
              tasks:
              - debug: msg=first
                changed_when: true
                notify: handler
              - fail: msg=no
                when: inventory_hostname == "{{failing}}"
              - debug: msg=together
                {{keyword}}
              - debug: msg=after
              handlers:
              - name: handler
                debug: msg=handled
            - hosts: all
              tasks:
              - debug: msg=second
            """, "h1,h2,h3,");
        Assert.Contains("together", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, run.Output.Split("\"handled\"").Length - 1);
        Assert.Equal(!ends, run.Output.Contains("after", StringComparison.Ordinal));
        Assert.Equal(!ends, run.Output.Contains("second", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("free")]
    [InlineData("host_pinned")]
    public async Task A_block_does_not_mend_what_failed_before_it(string strategy)
    {
        using var run = await RunAsync($$"""
            - hosts: all
              strategy: {{strategy}}
              tasks:
              - fail: msg=no
                when: inventory_hostname == "h2"
              - block:
                - debug: msg=inside
                rescue:
                - debug: msg=mended
            """, "h1,h2,h3,h4,h5,h6,h7,h8,");
        Assert.DoesNotContain("mended", run.Output, StringComparison.Ordinal);
        Assert.Equal(7, run.Output.Split("\"inside\"").Length - 1);
        Assert.Equal(2, run.Code);
    }

    [Theory]
    [InlineData("block: [meta: flush_handlers], rescue: [debug: msg=mended]", "failed=1    skipped=0    rescued=0")]
    [InlineData("block: [block: [meta: flush_handlers]], rescue: [debug: msg=mended]", "failed=1    skipped=0    rescued=0")]
    [InlineData("block: [{block: [meta: flush_handlers], rescue: [debug: msg=mended]}]", "failed=0    skipped=0    rescued=1")]
    public async Task A_handler_that_fails_counts_as_mended_only_where_a_block_inside_of_another_does_it(string block, string recap)
    {
        using var run = await RunAsync($$"""
            - hosts: all
              tasks:
              - debug: msg=notify
                changed_when: true
                notify: handler
              - { {{block}} }
              handlers:
              - name: handler
                fail: msg=no
            """, "h1,");
        Assert.Contains("mended", run.Output, StringComparison.Ordinal);
        Assert.Contains(recap, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_ends_with_the_item_whose_arguments_cannot_be_rendered()
    {
        using var run = await RunAsync("""
            - hosts: all
              tasks:
              - debug: msg={{ item.x }}
                loop: [{x: one}, {y: two}, {x: three}]
                register: result
                ignore_errors: true
              - debug: msg={{ result.results is defined }}
            """);
        Assert.Contains("\"msg\": \"one\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("fatal: [a]: FAILED! => {\"msg\": \"The task includes an option with an undefined variable.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("three", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"msg\": false", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_any_error_is_fatal_a_block_rescues_all_hosts()
    {
        using var run = await RunAsync("""
            - hosts: all
              any_errors_fatal: true
              tasks:
              - block:
                - fail:
                  when: inventory_hostname == "a"
                - debug: msg=never
                rescue:
                - debug: msg=rescued
              - debug: msg=recovered
            """, "a,b,");
        Assert.Equal(0, run.Code);
        Assert.DoesNotContain("never", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, run.Output.Split("\"msg\": \"rescued\"").Length);
        Assert.Equal(3, run.Output.Split("\"msg\": \"recovered\"").Length);
    }

    [Fact]
    public async Task Candidates_that_ask_for_something_undefined_are_passed_over()
    {
        using var run = await RunAsync("""
            - hosts: all
              tasks:
              - debug: { msg: "{{ item }}" }
                with_first_found:
                - files: ["{{ nothing }}.yml", other]
                  paths: [/nowhere]
                ignore_errors: true
              - debug: { msg: "{{ 'a=b=c' | regex_replace('=', ':', count=1) }}" }
            """);
        Assert.Contains("No file was found when using first_found.", run.Output, StringComparison.Ordinal);
        Assert.Contains("a:b=c", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keyword_that_is_left_out_is_as_it_is_outside()
    {
        using var run = await RunAsync("""
            - hosts: all
              ignore_errors: true
              tasks:
              - fail: msg=here
                ignore_errors: "{{ omit }}"
              - debug: msg=later
            """);
        Assert.Contains("later", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_of_hosts_hold_neither_themselves_nor_each_other()
    {
        using var run = await RunAsync("""
            - hosts: all
              vars: { word: "{{ 'thing' }}", mine: "{{ hostvars[inventory_hostname] }}" }
              tasks:
              - debug: { msg: "{{ mine.inventory_hostname }} {{ 'hostvars' in mine }}" }
              - debug: { msg: "{{ all | string | length > 0 }} {{ 'vars' in vars }} {{ vars.word }}" }
                vars: { all: "{{ vars }}" }
            """);
        Assert.Contains("\"msg\": \"a False\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("True False {{ 'thing' }}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_free_strategy_hosts_fail_by_themselves()
    {
        using var run = await RunAsync("""
            - hosts: all
              strategy: free
              any_errors_fatal: true
              tasks:
              - fail:
                when: inventory_hostname == "a"
              - debug: msg=on
            """, "a,b,");
        Assert.Equal(2, run.Code);
        Assert.Contains("ok: [b] => {\n    \"msg\": \"on\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_failed_takes_no_part_in_the_rest_of_the_run()
    {
        using var run = await RunAsync("""
            - hosts: all
              serial: 2
              tasks:
              - fail:
                when: inventory_hostname == "a"
            - hosts: b
              tasks:
              - debug: msg=between
            - hosts: all
              tasks:
              - debug: msg={{ inventory_hostname }}
            - hosts: nobody
              tasks:
              - debug:
            """, "b,a,c,");
        Assert.Equal(2, run.Code);
        Assert.Contains("\"msg\": \"c\"", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"msg\": \"a\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_of_a_role_are_not_checked_where_the_play_says_so()
    {
        const string Specification = "argument_specs: { main: { options: { word: { required: true } } } }";
        using var run = await RunAsync("- hosts: all\n  tasks:\n  - import_role: { name: one, rolespec_validate: false }\n  - include_role: { name: one, rolespec_validate: false }\n", "a,",
            ("roles/one/meta/main.yml", Specification), ("roles/one/tasks/main.yml", "- debug: msg=done\n"));
        Assert.Equal(0, run.Code);
        Assert.DoesNotContain("Validating", run.Output, StringComparison.Ordinal);
    }

    private static async Task<RecordedRun> RunAsync(string play, string inventory = "a,", params IEnumerable<(string Name, string Text)> files)
    {
        var run = new RecordedRun(play, files) { Inventory = inventory };
        await run.RunAsync(resumes: false);
        return run;
    }
}
