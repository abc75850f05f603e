using System.Text.Json.Nodes;
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

        output "volume" {
          value = docker_volume.data.name
        }
        """;

    // What the engine chooses anew each time.
    private static readonly string[] Chosen = ["id", "hostname", "network_data", "mountpoint", "image", "ports", "networks_advanced"];

    [Fact]
    public async Task Terraform_and_plumb_make_the_same_of_configurations_of_the_community_provider()
    {
        Assert.SkipUnless(PodmanEngine.IsInstalled("terraform"), "terraform is not installed");
        engine.Need();
        var config = engine.Provider + Everything
            .Replace("NAME", "p" + Guid.NewGuid().ToString("N")[..10], StringComparison.Ordinal)
            .Replace("IMAGE", PodmanEngine.Image, StringComparison.Ordinal);
        var (planByTerraform, stateByTerraform) = await LiveAsync("terraform", config);
        var (planByPlumb, stateByPlumb) = await LiveAsync(Plumb, config);
        Assert.Equal(planByTerraform, planByPlumb);
        Assert.Equal(stateByTerraform, stateByPlumb);
    }

    /// <summary>Plans, applies, plans again and destroys; the plan and the state as texts to compare.</summary>
    private static async Task<(string Plan, string State)> LiveAsync(string program, string config)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var test = new ProgramTest(program, "kreuzwerker/docker", ProviderFolder);
        test.Write("main.tf", config);
        await SucceedAsync(test, ["plan", "-out=planned", "-input=false", "-no-color"]);
        var plan = Document(await SucceedAsync(test, ["show", "-json", "planned"]));
        try
        {
            await test.ApplyAsync(config, cancellation);
            await test.ExpectNoChangesAsync(cancellation);
            var state = Document(await SucceedAsync(test, ["show", "-json"]));
            var outputs = state["values"]?["outputs"];
            Assert.All(outputs?["addresses"]?["value"]?.AsArray() ?? [], a => Assert.StartsWith("10.92.1.", a?.GetValue<string>(), StringComparison.Ordinal));
            return (Changes(plan), Values(state));
        }
        finally
        {
            await test.DestroyAsync(CancellationToken.None);
        }
    }

    private static string Changes(JsonNode plan) =>
        string.Join('\n', (plan["resource_changes"]?.AsArray() ?? []).Select(c => c?.ToJsonString() ?? "").Order(StringComparer.Ordinal)) + "\n" + plan["output_changes"]?.ToJsonString();

    private static string Values(JsonNode state)
    {
        var resources = state["values"]?["root_module"]?["resources"]?.AsArray() ?? [];
        foreach (var values in resources.Select(r => r?["values"]).OfType<JsonObject>())
            foreach (var name in Chosen)
                if (values.ContainsKey(name)) values[name] = "chosen";
        return string.Join('\n', resources.Select(r => $"{r?["address"]} {r?["schema_version"]} {r?["values"]?.ToJsonString()}").Order(StringComparer.Ordinal));
    }

    private static async Task<string> SucceedAsync(ProgramTest test, string[] arguments)
    {
        var (code, output) = await test.RunAsync(arguments, TestContext.Current.CancellationToken);
        return code == 0 ? output : throw new ProviderTestException($"{arguments[0]} ended with {code}:\n{output}");
    }

    private static JsonNode Document(string output) => JsonNode.Parse(output.Split('\n').First(line => line.StartsWith('{'))) ?? throw new ProviderTestException("There is no document.");

    private static string ProviderFolder => BuiltWithThis("Plumb.Provider.Docker");

    private static string Plumb => Environment.GetEnvironmentVariable("PLUMB_BIN") is { Length: > 0 } named ? named : Path.Combine(BuiltWithThis("Plumb.Cli"), "plumb");

    private static string BuiltWithThis(string project) => Path.Combine(AppContext.BaseDirectory, "..", "..", project, new DirectoryInfo(AppContext.BaseDirectory).Name);
}
