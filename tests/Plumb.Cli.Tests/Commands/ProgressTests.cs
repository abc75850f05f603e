using System.Diagnostics;
using Plumb.Cli.Rendering.Progress;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Tests.Commands;

public sealed class ProgressTests
{
    private const string Importing = """
        import {
          to = terraform_data.a
          id = "abc"
        }
        resource "terraform_data" "a" {}
        """;

    [Fact]
    public async Task Imports_are_prepared_by_the_plan_and_made_by_the_apply()
    {
        using var project = new TestProject(Importing);
        var output = await project.SucceedAsync("apply", "-auto-approve");
        Assert.StartsWith("terraform_data.a: Preparing import... [id=abc]\nterraform_data.a: Refreshing state... [id=abc]\n", output, StringComparison.Ordinal);
        Assert.EndsWith("terraform_data.a: Importing... [id=abc]\nterraform_data.a: Import complete [id=abc]\n\nApply complete! Resources: 1 imported, 0 added, 0 changed, 0 destroyed.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_import_command_tells_of_its_object()
    {
        using var project = new TestProject("resource \"terraform_data\" \"a\" {}");
        Assert.StartsWith("""
            terraform_data.a: Importing from ID "abc"...
            terraform_data.a: Import prepared!
              Prepared terraform_data for import
            terraform_data.a: Refreshing state... [id=abc]

            Import successful!
            """, await project.SucceedAsync("import", "terraform_data.a", "abc"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply", "-auto-approve")]
    [InlineData("refresh")]
    [InlineData("destroy", "-auto-approve")]
    public async Task Concise_runs_tell_of_no_progress(params string[] command)
    {
        using var project = new TestProject("resource \"terraform_data\" \"a\" {}");
        await project.SucceedAsync("apply", "-auto-approve");
        Assert.Contains("terraform_data.a: Refreshing state...", await project.SucceedAsync("plan"), StringComparison.Ordinal);
        Assert.DoesNotContain("terraform_data.a:", await project.SucceedAsync([.. command, "-concise"]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_takes_long_is_told_of_every_ten_seconds()
    {
        var (time, output) = (new SetTime(), new StringWriter { NewLine = "\n" });
        var terminal = new Terminal(TextReader.Null, output, TextWriter.Null) { WorkingDirectory = ".", Environment = _ => null, AllEnvironment = new Dictionary<string, string>() };
        var lines = new ProgressLines(terminal, new ProgressStyle(Color: false), time);
        Assert.True(AddressParser.TryParseInstance("terraform_data.a", out var address, out _));
        var before = Value.Object(("id", Value.String(new string('x', 100))));
        lines.ApplyStarted(address, null, ChangeAction.Delete, before, Value.DynamicNull);
        foreach (var second in new[] { 4, 10, 12, 75, 76 })
        {
            time.Seconds = second;
            lines.Tick();
        }
        var id = $"{new string('x', 38)}...{new string('x', 39)}";
        Assert.Equal($"""
            terraform_data.a: Destroying... [id={new string('x', 100)}]
            terraform_data.a: Still destroying... [id={id}, 10s elapsed]
            terraform_data.a: Still destroying... [id={id}, 1m15s elapsed]

            """, output.ToString(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Every_command_takes_no_color_from_the_environment()
    {
        using var project = new TestProject("resource \"terraform_data\" \"a\" {}");
        await project.SucceedAsync("apply", "-auto-approve");
        project["TF_CLI_ARGS"] = "-no-color";
        foreach (var command in new[] { "version", "state list", "workspace list", "providers", "validate" }) await project.SucceedAsync(command.Split(' '));
        project["TF_CLI_ARGS_state_list"] = "-id=other";
        Assert.Equal("", await project.SucceedAsync("state", "list"));
    }

    [Fact]
    public async Task A_diagnostic_tells_the_object_and_the_block_it_is_about()
    {
        using var project = new TestProject("""
            resource "terraform_data" "a" {
              count = 1
              provisioner "local-exec" {
                command = "false"
              }
            }
            """);
        var result = await project.RunAsync("apply", "-auto-approve");
        Assert.Contains("\n  with terraform_data.a[0],\n  on main.tf line 3, in resource \"terraform_data\" \"a\":\n   3:   provisioner \"local-exec\" {\n", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The program itself, because only a process has a terminal.</summary>
    [Fact]
    public async Task On_a_terminal_a_block_shows_what_runs_and_goes_away()
    {
        if (!File.Exists("/usr/bin/script")) Assert.Skip("There is no script of util-linux, which gives a program a terminal.");
        using var project = new TestProject("""
            resource "terraform_data" "a" {
              provisioner "local-exec" {
                command = "sleep 1"
              }
            }
            """);
        var program = typeof(Terminal).Assembly.Location;
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"dotnet {program} apply -auto-approve", "/dev/null"])
        {
            WorkingDirectory = project.Folder,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        (start.Environment["TERM"], start.Environment["NO_COLOR"]) = ("xterm", "1");
        start.Environment.Remove("TF_IN_AUTOMATION");
        using var process = Process.Start(start);
        Assert.NotNull(process);
        var output = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        Assert.Contains("Applying: 0 of 1 done, 1 running [0s]\n  terraform_data.a: creating 0s", output, StringComparison.Ordinal);
        Assert.Contains("\r\u001b[1A\u001b[Jterraform_data.a: Creation complete after 1s", output.Replace("\n\u001b[1A", "\r\u001b[1A", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\nApply complete! Resources: 1 added", output, StringComparison.Ordinal);
    }

    private sealed class SetTime : TimeProvider
    {
        public int Seconds { get; set; }

        public override long GetTimestamp() => Seconds * TimestampFrequency;
    }
}
