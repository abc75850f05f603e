using System.Text;
using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Provider.Requests;

namespace Plumb.Providers.Tests;

public sealed class TerraformProviderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("plumb").FullName;
    private readonly Embedded _remote = new("terraform", "terraform_remote_state");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Outputs_of_a_local_state_come_before_defaults()
    {
        var path = Path.Combine(_directory, "dev", "terraform.tfstate");
        Directory.CreateDirectory(Path.Combine(_directory, "dev"));
        File.WriteAllText(path, """{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"x","outputs":{"a":{"value":"one","type":"string","sensitive":true}},"resources":[]}""");
        (string, Value)[] common = [("backend", Value.String("local")), ("defaults", Value.Object(("a", Value.Number(0)), ("b", Value.String("two"))))];
        var expected = Value.Object(("a", Value.String("one")), ("b", Value.String("two")));

        foreach (var (config, workspace) in new[] { (("path", path), "default"), (("workspace_dir", _directory), "dev") })
        {
            var read = await _remote.ReadData([.. common, ("workspace", Value.String(workspace)), ("config", Value.Object((config.Item1, Value.String(config.Item2))))]);
            Assert.Empty(read.Diagnostics);
            Assert.Equal(expected, Assert.IsType<ObjectValue>(read.State)["outputs"]);
        }
    }

    [Theory]
    [InlineData("local", "path", "Unable to find remote state")]
    [InlineData("local", "pth", "Invalid backend configuration")]
    [InlineData("s3", "bucket", "Invalid backend configuration")]
    public async Task A_state_that_cannot_be_read_is_an_error(string backend, string argument, string summary)
    {
        var read = await _remote.ReadData(("backend", Value.String(backend)), ("config", Value.Object((argument, Value.String(Path.Combine(_directory, "none"))))));
        Assert.Equal(summary, Assert.Single(read.Diagnostics).Summary);
    }

    [Fact]
    public async Task Terraform_data_takes_over_a_null_resource()
    {
        var moved = await new Embedded("terraform", "terraform_data").Provider.MoveResourceStateAsync(new MoveRequest(
            ProviderAddress.Official("null"), "null_resource", 0, Encoding.UTF8.GetBytes("""{"id":"7","triggers":{"a":"1"}}"""), "terraform_data"), CancellationToken.None);
        Assert.Equal(Value.Object(("a", Value.String("1"))), Assert.IsType<ObjectValue>(moved.State)["triggers_replace"]);
    }
}
