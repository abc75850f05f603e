using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Providers.Local;

namespace Plumb.Providers.Tests.Local;

public sealed class LocalCommandTests
{
    private readonly Embedded _command = new("local", "local_command");

    [Fact]
    public async Task A_command_s_output_and_code_are_given()
    {
        (string, Value)[] arguments = [("command", Value.String("sh")), ("stdin", Value.String("in")), ("arguments",
            Value.List(DataType.String, Value.String("-c"), Value.Null(DataType.String), Value.String("cat; pwd; echo oops >&2; exit 3"))), ("working_directory", Value.String("/")), ("allow_non_zero_exit_code", Value.True)];
        var read = await _command.ReadData(arguments);
        Assert.Empty(read.Diagnostics);
        var state = Assert.IsType<ObjectValue>(read.State);
        Assert.Equal(("in/\n", "oops\n", Value.Number(3)), (Embedded.Text(state, "stdout"), Embedded.Text(state, "stderr"), state["exit_code"]));
        Assert.Equal(state, await _command.Open(arguments));

        var failed = Assert.Single((await _command.ReadData([.. arguments[..^1], ("allow_non_zero_exit_code", Value.False)])).Diagnostics);
        Assert.Equal("Command Execution Failed", failed.Summary);
        Assert.Contains("oops", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_silent_gives_nulls_and_one_that_is_missing_an_error()
    {
        var state = Assert.IsType<ObjectValue>((await _command.ReadData(("command", Value.String("true")))).State);
        Assert.Equal((Value.Number(0), true, true), (state["exit_code"], state["stdout"]!.IsNull, state["stderr"]!.IsNull));
        Assert.Equal("Command Lookup Failed", Assert.Single((await _command.ReadData(("command", Value.String("no-such-program")))).Diagnostics).Summary);
    }

    [Fact]
    public void Direxists_tells_directories_from_nothing_and_refuses_files()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(Value.True, Call(folder.Path));
        Assert.Equal(Value.False, Call(folder["none"]));
        Assert.Null(Call(folder.Write("file", "")));

        static Value? Call(string path)
        {
            var result = FunctionInvoker.Call(DirectoryExistsFunction.Create(), [Value.String(path)], out var error);
            return error is null ? result : null;
        }
    }
}
