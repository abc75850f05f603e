using Plumb.Engine.Planning.Model;
using Plumb.Provider.Docker.Engine;

namespace Plumb.Provider.Docker.Tests;

public sealed class VolumeTests(PodmanEngine engine) : DockerTest(engine)
{
    private string Volume(string label) => Config($$"""
        resource "docker_volume" "v" {
          name = "NAME"
          labels {
            label = "is"
            value = "{{label}}"
          }
        }
        """);

    [Fact]
    public async Task A_volume_lives_and_dies()
    {
        await Docker.ApplyAsync(Volume("one"), Cancellation);
        Assert.Equal(Name, Docker.Attribute("docker_volume.v", "id"));
        Assert.Equal("local", Docker.Attribute("docker_volume.v", "driver"));
        Assert.EndsWith("_data", Docker.Attribute("docker_volume.v", "mountpoint"), StringComparison.Ordinal);
        await Docker.ImportAsync("docker_volume.v", Name, cancellation: Cancellation);
        Assert.Equal(["labels"], (await Docker.PlanAsync(Volume("two"), Cancellation)).ReplacedBy("docker_volume.v"));
        await Engine.Client.DeleteAsync(new Query($"/volumes/{Name}"), Cancellation);
        Assert.Equal(ChangeAction.Create, (await Docker.PlanAsync(Volume("one"), Cancellation)).Action("docker_volume.v"));
        await Docker.ApplyAsync(Volume("two"), Cancellation);
        await Docker.DestroyAsync(Cancellation);
    }

    [Fact]
    public async Task The_engine_names_a_volume_that_has_no_name()
    {
        await Docker.ApplyAsync(Config("resource \"docker_volume\" \"v\" {\n}"), Cancellation);
        Assert.Equal(Docker.Attribute("docker_volume.v", "id"), Docker.Attribute("docker_volume.v", "name"));
        Assert.NotEqual("", Docker.Attribute("docker_volume.v", "name"));
    }
}
