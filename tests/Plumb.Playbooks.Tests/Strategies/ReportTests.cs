using Plumb.Playbooks.Tests.Strategies.Records;

namespace Plumb.Playbooks.Tests.Strategies;

public sealed class ReportTests
{
    [Fact]
    public async Task A_report_tells_what_changed_what_failed_and_where_and_counts_the_rest()
    {
        using var run = new RecordedRun("""
            - name: Set things
              hosts: all
              gather_facts: false
              tasks:
              - name: Change
                command: set one {{ inventory_hostname }}
              - name: Same
                command: set two yes
                changed_when: false
              - name: Items
                command: set {{ item }} yes
                loop: [p, q]
              - name: Hidden
                command: once secret
                no_log: true
                ignore_errors: true
              - name: Say
                debug: { msg: "well done" }
              - name: Not here
                command: set three yes
                when: false
              - name: Break
                command: "{{ 'once broken' if inventory_hostname == 'b' else 'set four yes' }}"
            """) { Inventory = "a,b,", Reports = true };
        run.Settings = run.Settings with { Forks = 1, Diff = true };
        Assert.Equal(2, await run.RunAsync(resumes: false));
        Assert.Equal("""

            Play: Set things
              changed  Change  [a, b]
              changed  Items  [a, b]
                       2 of 2 items: p, q
              ignored  Hidden  [a, b]  (site.yml:13)
                       the output has been hidden due to the fact that 'no_log: true' was specified for this result
              message  Say  [a, b]
                       well done
              changed  Break  [a]
              failed   Break  [b]  (site.yml:22)
                       cannot once broken
              2 unchanged, 2 skipped

            Done in 0.0 s
              a  3 unchanged, 3 changed, 1 skipped, 1 failures ignored
              b  3 unchanged, 2 changed, 1 skipped, 1 failures ignored, 1 failed: stopped at 'Break' (site.yml:22)

            """, run.Output);
        run.Hosts.IsMended = true;
        Assert.Equal(0, await run.RunAsync(resumes: true));
        // What was hidden runs again, for its failure was to be kept.
        Assert.Contains("  3 unchanged, 11 done before\n", run.Output, StringComparison.Ordinal);
    }
}
