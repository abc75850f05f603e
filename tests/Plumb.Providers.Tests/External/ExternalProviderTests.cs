using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Providers.Tests.External;

public sealed class ExternalProviderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Embedded _external = new("external", "external");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_answers_a_query()
    {
        var read = await _external.ReadData(Program("python3", "", "-c", "import json, os, sys; q = json.load(sys.stdin); print(json.dumps({**q, 'arg': sys.argv[1], 'dir': os.getcwd(), 'none': None}))", "a b"),
            ("query", Map(("k", "<v> \"ä\""), ("dropped", null))), ("working_dir", Value.String(_folder.Path)));
        Assert.Empty(read.Diagnostics);
        var state = Assert.IsType<ObjectValue>(read.State);
        Assert.Equal(Map(("k", "<v> \"ä\""), ("arg", "a b"), ("dir", _folder.Path), ("none", "")), state["result"]);
        Assert.Equal("-", Embedded.Text(state, "id"));
    }

    [Fact]
    public async Task Without_a_query_a_program_reads_an_empty_object_and_need_not_read_it()
    {
        Assert.Equal(Map(("in", "{}")), await Result("sh", "-c", "printf '{\"in\":\"%s\"}' \"$(cat)\""));
        Assert.Equal(Map(), await Result("echo", "null"));
        var large = await _external.ReadData(Program("echo", "{}"), ("query", Map(("k", new string('x', 1 << 20)))));
        Assert.Empty(large.Diagnostics);
    }

    [Theory]
    [InlineData("External Program Missing", "none of it")]
    [InlineData("External Program Lookup Failed", "no-such-program", "no-such-program")]
    [InlineData("External Program Lookup Failed", "./not-executable", "./not-executable")]
    [InlineData("External Program Execution Failed", "what went wrong", "sh", "-c", "echo what went wrong >&2; exit 3")]
    [InlineData("External Program Execution Failed", "exit status 3. It gave no message", "sh", "-c", "exit 3")]
    [InlineData("Unexpected External Program Results", "is not JSON", "echo", "{")]
    [InlineData("Unexpected External Program Results", "is not JSON", "true")]
    [InlineData("Unexpected External Program Results", "JSON array", "echo", "[]")]
    [InlineData("Unexpected External Program Results", "\"a\" is a number", "echo", "{\"a\": 1}")]
    public async Task A_program_that_does_not_answer_is_an_error(string summary, string detail, params string[] program)
    {
        var problem = Assert.Single((await _external.ReadData(Program(program.Length == 0 ? [""] : program))).Diagnostics);
        Assert.Equal(summary, problem.Summary);
        if (detail != "none of it") Assert.Contains(detail, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_elements_and_a_folder_that_is_not_there_are_refused()
    {
        Assert.Equal(["Invalid Attribute Value"], await _external.DataProblems(Program()));
        Assert.Contains("does not exist", Assert.Single((await _external.ReadData(Program("true"), ("working_dir", Value.String(_folder["none"])))).Diagnostics).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_run_ends_the_program()
    {
        using var ending = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var config = Value.Object(("program", Program("sleep", "60").Item2), ("working_dir", Value.Null(DataType.String)), ("query", Value.Null(DataType.Map(DataType.String))),
            ("result", Value.Null(DataType.Map(DataType.String))), ("id", Value.Null(DataType.String)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _external.Provider.ReadDataSourceAsync(new Provider.Requests.ReadDataRequest("external", config), ending.Token));
    }

    private static (string, Value) Program(params string[] words) => ("program", Value.List(DataType.String, [.. words.Select(w => (Value)Value.String(w))]));

    private static MapValue Map(params (string Key, string? Text)[] entries) => Value.Map(DataType.String,
        entries.Select(e => KeyValuePair.Create(e.Key, e.Text is null ? Value.Null(DataType.String) : (Value)Value.String(e.Text))));

    private async Task<Value> Result(params string[] program)
    {
        var read = await _external.ReadData(Program(program));
        Assert.Empty(read.Diagnostics);
        return Assert.IsType<ObjectValue>(read.State)["result"]!;
    }
}
