using Plumb.Playbooks.Strategies.Debugging;
using Plumb.Playbooks.Tests.Strategies.Records;

namespace Plumb.Playbooks.Tests.Strategies;

public sealed class DebuggerTests
{
    private const string Play = """
        - hosts: all
          gather_facts: false
          debugger: on_failed
          tasks:
          - name: Task 1
            command: once {{ word }}
            vars: { word: thing }
            register: done
          - command: set after {{ done.stdout | replace(' ', '_') }}
        """;

    [Fact]
    public async Task A_failed_task_is_done_again_with_other_arguments()
    {
        using var run = new RecordedRun(Play) { Inventory = "a," };
        run.Answers = ["p task.args", "p 1 +", "", "task.args['_raw_params'] = 'set one yes'", "r"];
        Assert.Equal(0, await run.RunAsync(resumes: false));
        Assert.Equal("a: after=one_is_yes one=yes", run.Hosts.State());
        Assert.Equal("[a] TASK: Task 1 (debug)> ", run.Questions[0]);
        Assert.Contains("fatal: [a]: FAILED!", run.Output, StringComparison.Ordinal);
        Assert.Contains("once {{ word }}", run.Output, StringComparison.Ordinal);
        Assert.Contains("***", run.Output, StringComparison.Ordinal);
        Assert.Contains("failed=0", run.Recap(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_task_is_done_again_with_other_variables()
    {
        using var run = new RecordedRun(Play.Replace("once {{ word }}", "set {{ word }}", StringComparison.Ordinal)) { Inventory = "a," };
        run.Answers = ["task_vars['word'] = 'one yes'", "update_task", "redo"];
        Assert.Equal(0, await run.RunAsync(resumes: false));
        Assert.Equal("a: after=one_is_yes one=yes", run.Hosts.State());
    }

    [Fact]
    public async Task The_run_goes_on_with_the_failure_or_ends()
    {
        using var run = new RecordedRun(Play) { Inventory = "a," };
        run.Answers = ["continue"];
        Assert.Equal(2, await run.RunAsync(resumes: false));
        Assert.Equal(2, run.Output.Split("FAILED!").Length);
        run.Answers = ["q"];
        await Assert.ThrowsAsync<DebuggerQuitException>(() => run.RunAsync(resumes: false));
    }
}
