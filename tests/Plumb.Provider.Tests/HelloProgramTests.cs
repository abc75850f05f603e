using Plumb.Provider.Testing;

namespace Plumb.Provider.Tests;

/// <summary>The smallest provider as a program of its own, under the real terraform.</summary>
public sealed class HelloProgramTests
{
    [Fact]
    public async Task Terraform_runs_the_hello_provider()
    {
        Assert.SkipUnless(IsInstalled("terraform"), "terraform is not installed");
        using var hello = new ProgramTest("terraform", "example/hello", Path.Combine(AppContext.BaseDirectory, "..", "..", "provider-hello", new DirectoryInfo(AppContext.BaseDirectory).Name));
        const string config = """
            terraform {
              required_providers {
                hello = { source = "example/hello" }
              }
            }
            resource "hello_greeting" "world" {
              name = "world"
            }
            """;
        await hello.ApplyAsync(config, TestContext.Current.CancellationToken);
        await hello.ExpectNoChangesAsync(TestContext.Current.CancellationToken);
        using var state = await hello.ShowAsync(TestContext.Current.CancellationToken);
        var message = state.RootElement.GetProperty("values").GetProperty("root_module").GetProperty("resources")[0].GetProperty("values").GetProperty("message");
        Assert.Equal("Hello, world!", message.GetString());

        hello.Write("main.tf", config.Replace("\"world\"\n}", "\"\"\n}", StringComparison.Ordinal));
        var (code, output) = await hello.RunAsync(["validate", "-no-color"], TestContext.Current.CancellationToken);
        Assert.Equal(1, code);
        Assert.Contains("Invalid Attribute Value", output, StringComparison.Ordinal);
        hello.Write("main.tf", config);
        await hello.DestroyAsync(TestContext.Current.CancellationToken);
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));
}
