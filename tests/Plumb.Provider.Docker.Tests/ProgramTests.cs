using System.Text.Json;
using Plumb.Provider.Testing;

namespace Plumb.Provider.Docker.Tests;

/// <summary>The provider as a program of its own, under real engines.</summary>
public sealed class ProgramTests(PodmanEngine engine)
{
    private const string Everything = """
        terraform {
          required_providers {
            docker = {
              source  = "kreuzwerker/docker"
              version = "~> 3.0"
            }
          }
        }

        resource "docker_image" "tiny" {
          name         = "IMAGE"
          keep_locally = true
        }

        resource "docker_network" "net" {
          name = "NAME"
          ipam_config {
            subnet = "10.92.1.0/24"
          }
        }

        resource "docker_volume" "data" {
          name = "NAME"
        }

        resource "docker_container" "web" {
          count   = 2
          name    = "NAME-${count.index}"
          image   = docker_image.tiny.image_id
          command = ["sleep", "1000"]
          env     = ["INDEX=${count.index}"]

          dynamic "ports" {
            for_each = [80, 443]
            content {
              internal = ports.value
            }
          }

          networks_advanced {
            name    = docker_network.net.id
            aliases = ["web"]
          }

          volumes {
            volume_name    = docker_volume.data.name
            container_path = "/data"
          }
        }

        output "addresses" {
          value = docker_container.web[*].network_data[0].ip_address
        }
        """;

    [Fact]
    public async Task Terraform_runs_configurations_of_the_community_provider()
    {
        Assert.SkipUnless(PodmanEngine.IsInstalled("terraform"), "terraform is not installed");
        engine.Need();
        var name = "p" + Guid.NewGuid().ToString("N")[..10];
        var config = engine.Provider + Everything.Replace("NAME", name, StringComparison.Ordinal).Replace("IMAGE", PodmanEngine.Image, StringComparison.Ordinal);
        var cancellation = TestContext.Current.CancellationToken;
        using var program = new ProgramTest("terraform", "kreuzwerker/docker", ProviderFolder);
        try
        {
            await program.ApplyAsync(config, cancellation);
            await program.ExpectNoChangesAsync(cancellation);
            using var state = await program.ShowAsync(cancellation);
            var addresses = state.RootElement.GetProperty("values").GetProperty("outputs").GetProperty("addresses").GetProperty("value");
            Assert.All(addresses.EnumerateArray(), a => Assert.StartsWith("10.92.1.", a.GetString(), StringComparison.Ordinal));
            Assert.Equal(2, addresses.GetArrayLength());
            await AssertSameNetworkAsync(state, cancellation);
        }
        finally
        {
            await program.DestroyAsync(CancellationToken.None);
        }
        Assert.Null(await engine.Containers.FindAsync(name + "-0", cancellation));
    }

    /// <summary>The engine in this process has to find what terraform made.</summary>
    private async Task AssertSameNetworkAsync(JsonDocument state, CancellationToken cancellation)
    {
        var network = state.RootElement.GetProperty("values").GetProperty("root_module").GetProperty("resources").EnumerateArray()
            .First(r => r.GetProperty("address").GetString() == "docker_network.net").GetProperty("values");
        await using var docker = new ProviderTest("kreuzwerker/docker", () => DockerProvider.Create(_ => null, TimeProvider.System));
        var data = engine.Provider + $"data \"docker_network\" \"net\" {{\n  name = \"{network.GetProperty("name").GetString()}\"\n}}\noutput \"net\" {{\n  value = \"${{data.docker_network.net.id}} ${{data.docker_network.net.driver}} ${{data.docker_network.net.scope}}\"\n}}\n";
        await docker.ApplyAsync(data, cancellation);
        Assert.Equal($"\"{network.GetProperty("id").GetString()} {network.GetProperty("driver").GetString()} {network.GetProperty("scope").GetString()}\"", docker.Output("net").ToString());
    }

    private static string ProviderFolder => Path.Combine(AppContext.BaseDirectory, "..", "..", "Plumb.Provider.Docker", new DirectoryInfo(AppContext.BaseDirectory).Name);
}
