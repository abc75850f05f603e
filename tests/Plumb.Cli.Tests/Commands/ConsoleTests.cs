namespace Plumb.Cli.Tests.Commands;

public sealed class ConsoleTests
{
    private const string Configuration = """
        variable "unset" { type = string }
        variable "secret" {
          default   = "hush"
          sensitive = true
        }
        resource "terraform_data" "one" { input = "hi" }
        resource "terraform_data" "many" {
          count = 2
          input = count.index
        }
        locals { known = terraform_data.one.output }
        """;

    [Theory]
    [InlineData("terraform_data.one.input", "(known after apply)\n")]
    [InlineData("var.unset", "(known after apply)\n")]
    [InlineData("[var.secret]", "[\n  (sensitive value),\n]\n")]
    [InlineData("{\na = 1\n}", "{\n  \"a\" = 1\n}\n")]
    [InlineData("1\n2\n", "2\n")]
    [InlineData("tolist(null)", "tolist(null) /* of dynamic */\n")]
    [InlineData("\"a\\nEOT\"", "<<EOT_\na\nEOT\nEOT_\n")]
    [InlineData("\"\\u0001\\u00ad${1}\"", "\"\\x01\\u00ad1\"\n")]
    [InlineData("1\nexit\n", "")]
    [InlineData("type({ a = 1 })", "object({\n    a: number,\n})\n")]
    public async Task The_last_result_is_printed(string input, string expected)
    {
        using var project = new TestProject(Configuration) { Input = input };
        Assert.Equal(expected, await project.SucceedAsync("console"));
    }

    [Theory]
    [InlineData("[type(1)]", "Invalid use of type function")]
    [InlineData("local.nope", "Reference to undeclared local value")]
    [InlineData("1 2", "Extra characters after expression")]
    public async Task A_fault_ends_it(string input, string summary)
    {
        using var project = new TestProject(Configuration) { Input = input + "\n1" };
        var result = await project.RunAsync("console");
        Assert.Equal(1, result.Exit);
        Assert.Empty(result.Out);
        Assert.Contains($"\nError: {summary}\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_gives_the_values_and_a_plan_those_to_come()
    {
        using var project = new TestProject(Configuration);
        await project.SucceedAsync("apply", "-auto-approve", "-var=unset=1");
        project.Write("main.tf", Configuration.Replace("\"hi\"", "\"ho\"", StringComparison.Ordinal));
        project.Input = "[local.known, terraform_data.many[*].input, terraform_data.one.input]";
        Assert.Equal("[\n  \"hi\",\n  [\n    0,\n    1,\n  ],\n  \"hi\",\n]\n", await project.SucceedAsync("console"));
        Assert.EndsWith("[\n  (known after apply),\n  [\n    0,\n    1,\n  ],\n  \"ho\",\n]\n", await project.SucceedAsync("console", "-plan", "-var=unset=1"), StringComparison.Ordinal);
    }
}
