using Plumb.Provider.Testing;

namespace Sample.Tests;

public sealed class FileTests : IAsyncDisposable
{
    private const string File = "sample_file.f";

    private readonly string _folder = Directory.CreateTempSubdirectory("sample-").FullName;
    private readonly ProviderTest _sample = new("example-namespace/sample", () => SampleProvider.Create());

    public async ValueTask DisposeAsync()
    {
        await _sample.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_is_written_changed_and_deleted()
    {
        await _sample.ApplyAsync(Config("a.txt", "provider::sample::repeat(\"x\", 3)"));
        Assert.Equal("3", _sample.Attribute(File, "size"));
        Assert.Equal(["name"], (await _sample.PlanAsync(Config("b.txt", "\"\""))).ReplacedBy(File));
        await _sample.ApplyAsync(Config("a.txt", "\"other\""));
        await _sample.ImportAsync(File, "a.txt");
        await _sample.DestroyAsync();
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_bad_name_is_refused() => await _sample.FailsAsync(Config("a/b", "\"\""), "Invalid Attribute Value");

    private string Config(string name, string content) => $$"""
        provider "sample" {
          folder = "{{_folder}}"
        }
        resource "sample_file" "f" {
          name    = "{{name}}"
          content = {{content}}
        }
        """;
}
