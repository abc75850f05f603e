using System.Globalization;
using Plumb.Connections.Local;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Connections.Tests.Local;

public sealed class LocalExecTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_outputs_come_in_the_order_in_which_they_were_written()
    {
        var run = new ProvisionerRun("local-exec");
        Assert.Null(await run.RunAsync(None, ("command", Value.String("for i in 1 2 3; do echo out$i; echo err$i >&2; done"))));
        Assert.Equal(["out1", "err1", "out2", "err2", "out3", "err3"], run.Lines.Skip(1));
        Assert.Equal("Executing: [\"/bin/sh\" \"-c\" \"for i in 1 2 3; do echo out$i; echo err$i >&2; done\"]", run.Lines.First());
    }

    [Fact]
    public async Task The_command_sees_this_environment_and_its_own_and_runs_in_its_folder()
    {
        var run = new ProvisionerRun("local-exec") { Folder = "/" };
        run.Variables["KEPT"] = "kept";
        run.Variables["SET"] = "old";
        Assert.Null(await run.RunAsync(None, ("command", Value.String("echo $KEPT $SET ${NONE-none} $PWD; read x || echo nothing to read")), ("working_dir", Value.String("usr")), ("quiet", Value.True),
            ("environment", Value.Map(DataType.String, [KeyValuePair.Create("SET", (Value)Value.String("new")), KeyValuePair.Create("NONE", (Value)Value.Null(DataType.String))]))));
        Assert.Equal(["local-exec: Executing: Suppressed by quiet=true", "kept new none /usr", "nothing to read"], run.Lines);
    }

    [Fact]
    public async Task An_interpreter_gets_the_command_as_its_last_word()
    {
        var run = new ProvisionerRun("local-exec");
        Assert.Null(await run.RunAsync(None, ("command", Value.String("a  b")), ("interpreter", ProvisionerRun.Texts("printf", "<%s>\\n", "x"))));
        Assert.Equal(["<x>", "<a  b>"], run.Lines.Skip(1));
    }

    [Fact]
    public async Task A_line_that_is_not_ended_is_shown_before_the_rest_of_it()
    {
        var run = new ProvisionerRun("local-exec");
        Assert.Null(await run.RunAsync(None, ("command", Value.String("printf three; sleep 0.5; printf 'four\\n\\nfive'"))));
        Assert.Equal(["three", "four", "", "five"], run.Lines.Skip(1));
    }

    [Theory]
    [InlineData("echo told; exit 3", "Error running command 'echo told; exit 3': exit status 3. Output: told\n")]
    [InlineData("kill -9 $$", "Error running command 'kill -9 $$': signal: killed. Output: ")]
    public async Task A_failure_says_how_the_command_ended_and_what_it_wrote(string command, string expected) =>
        Assert.Equal(expected, await new ProvisionerRun("local-exec").RunAsync(None, ("command", Value.String(command))));

    [Fact]
    public async Task A_failure_shows_nothing_where_secrets_take_part()
    {
        var failure = await new ProvisionerRun("local-exec") { IsConfidential = true }.RunAsync(None, ("command", Value.String("echo hush; exit 3")));
        Assert.Contains("exit status 3", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-program", "was not found in PATH")]
    [InlineData("/etc/hostname", "cannot be run")]
    public async Task A_program_that_cannot_be_run_is_named(string program, string expected)
    {
        var failure = await new ProvisionerRun("local-exec").RunAsync(None, ("command", Value.String("x")), ("interpreter", ProvisionerRun.Texts(program)));
        Assert.Contains(program, failure, StringComparison.Ordinal);
        Assert.Contains(expected, failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_working_directory_that_is_not_there_is_named() =>
        Assert.Contains("/no/such does not exist", await new ProvisionerRun("local-exec").RunAsync(None, ("command", Value.String("x")), ("working_dir", Value.String("/no/such"))), StringComparison.Ordinal);

    [Fact]
    public void The_command_must_say_something()
    {
        var run = new ProvisionerRun("local-exec");
        Assert.NotNull(run.Validate(("command", Value.String(""))));
        Assert.Null(run.Validate(("command", Value.Unknown(DataType.String))));
    }

    [Fact]
    public async Task An_interruption_ends_the_command_and_what_it_started()
    {
        using var stop = new CancellationTokenSource();
        var run = new ProvisionerRun("local-exec") { OnLine = line => { if (line.StartsWith("pid", StringComparison.Ordinal)) stop.Cancel(); } };
        var failure = await run.RunAsync(stop.Token, ("command", Value.String("sh -c 'trap \"\" HUP; sleep 600' & echo pid $!; wait")), ("quiet", Value.True));
        Assert.Contains("interrupted", failure, StringComparison.Ordinal);
        var id = int.Parse(run.Lines.Last()[4..], CultureInfo.InvariantCulture);
        Assert.True(await EndsAsync(id), "the grandchild is still there");
    }

    [Fact]
    public async Task Much_output_neither_blocks_nor_fills_the_message()
    {
        var run = new ProvisionerRun("local-exec");
        var failure = await run.RunAsync(None, ("command", Value.String("i=0; while [ $i -lt 5000 ]; do echo line $i of many; i=$((i+1)); done; exit 1")));
        Assert.Equal(5001, run.Lines.Count);
        Assert.InRange(failure?.Length ?? 0, 100, 9000);
        Assert.EndsWith("line 4999 of many\n", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a \"b\" \\ \t\n é \u00a0 \u0001 \U0001F600", "[\"a \\\"b\\\" \\\\ \\t\\n é \\u00a0 \\x01 \U0001F600\"]")]
    [InlineData("\u200b\U000E0001", "[\"\\u200b\\U000e0001\"]")]
    public void Words_are_quoted_so_that_they_can_be_told_apart(string word, string expected) => Assert.Equal(expected, QuotedWords.Write([word]));

    private static async Task<bool> EndsAsync(int id)
    {
        for (var i = 0; i < 600; i++)
        {
            // A process that nobody has waited for yet has ended as well.
            if (!File.Exists($"/proc/{id}/stat") || (await File.ReadAllTextAsync($"/proc/{id}/stat", None)).Split(") ")[^1].StartsWith('Z')) return true;
            await Task.Delay(50, None);
        }
        return false;
    }
}
