using Plumb.Engine.Planning.Model;
using Plumb.Provider.Docker.Engine;

namespace Plumb.Provider.Docker.Tests;

public sealed class NetworkTests(PodmanEngine engine) : DockerTest(engine)
{
    private string Network(string subnet, string more = "") => Config($$"""
        resource "docker_network" "n" {
          name = "NAME"
          {{more}}
          ipam_config {
            subnet = "{{subnet}}"
          }
        }
        """);

    [Fact]
    public async Task A_network_lives_and_dies()
    {
        await Docker.ApplyAsync(Network("10.91.1.0/24", "internal = true\nlabels {\n  label = \"a\"\n  value = \"b\"\n}"), Cancellation);
        Assert.Equal("bridge", Docker.Attribute("docker_network.n", "driver"));
        Assert.Equal("local", Docker.Attribute("docker_network.n", "scope"));
        var plan = await Docker.PlanAsync(Network("10.91.2.0/24", "internal = true\nlabels {\n  label = \"a\"\n  value = \"b\"\n}"), Cancellation);
        Assert.Equal(["ipam_config"], plan.ReplacedBy("docker_network.n"));
        await Docker.ApplyAsync(Network("10.91.2.0/24"), Cancellation);
        await Docker.DestroyAsync(Cancellation);
    }

    [Fact]
    public async Task Addresses_that_the_engine_chose_can_be_used()
    {
        await Docker.ApplyAsync(Config("""
            resource "docker_network" "n" {
              name = "NAME"
            }
            data "docker_network" "n" {
              name = docker_network.n.id
            }
            output "gateways" {
              value = [one(docker_network.n.ipam_config).gateway, one(data.docker_network.n.ipam_config).gateway]
            }
            """), Cancellation);
        Assert.Matches("^\\[\"10\\.[0-9.]+\", \"10\\.[0-9.]+\"\\]$", Docker.Output("gateways").ToString());
        await Docker.ImportAsync("docker_network.n", Docker.Attribute("docker_network.n", "id") ?? "", cancellation: Cancellation);
    }

    [Fact]
    public async Task A_network_that_somebody_removed_is_made_again()
    {
        await Docker.ApplyAsync(Network("10.91.3.0/24"), Cancellation);
        await Engine.Client.DeleteAsync(new Query($"/networks/{Name}"), Cancellation);
        Assert.Equal(ChangeAction.Create, (await Docker.PlanAsync(Docker.Configuration ?? "", Cancellation)).Action("docker_network.n"));
    }

    [Fact]
    public async Task What_the_engine_refuses_is_told()
    {
        await Docker.FailsAsync(Network("no subnet"), "Unable to create docker_network", Cancellation);
        await Docker.FailsAsync(Config("data \"docker_network\" \"n\" {\n  name = \"NAME\"\n}"), "Docker network not found", Cancellation);
    }
}
