using Plumb.Engine.Planning.Model;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Images;
using Plumb.Provider.Docker.Registries;

namespace Plumb.Provider.Docker.Tests;

/// <summary>Images in a real registry, pushed there by a real engine.</summary>
public sealed class RegistryImageTests(PodmanEngine engine) : DockerTest(engine)
{
    private ImageReference Image => ImageReference.Parse($"{Engine.Registry}/{Name}:1.2");

    [Fact]
    public async Task An_image_is_pushed_found_and_deleted_in_its_registry()
    {
        Engine.NeedRegistry();
        string Pushed(string more) => Config($$"""
            resource "docker_tag" "t" {
              source_image = "IMAGE"
              target_image = "{{Engine.Registry}}/NAME:1.2"
            }
            resource "docker_tag" "other" {
              source_image = "IMAGE"
              target_image = "{{Engine.Registry}}/NAME:latest"
            }
            resource "docker_registry_image" "i" {
              name = docker_tag.t.target_image
              {{more}}
            }
            resource "docker_registry_image" "other" {
              name          = docker_tag.other.target_image
              keep_remotely = true
            }
            data "docker_registry_image" "d" {
              name       = docker_registry_image.i.name
              depends_on = [docker_registry_image.i]
            }
            data "docker_registry_image_tags" "all" {
              name       = docker_registry_image.i.name
              depends_on = [docker_registry_image.i, docker_registry_image.other]
            }
            data "docker_registry_image_tags" "versions" {
              name          = docker_registry_image.i.name
              strict_semver = true
              depends_on    = [docker_registry_image.i, docker_registry_image.other]
            }
            output "tags" { value = join(" ", concat(data.docker_registry_image_tags.all.tags, data.docker_registry_image_tags.versions.tags)) }
            output "digest" { value = data.docker_registry_image.d.sha256_digest }
            """);
        using var registry = Registry();
        await WaitAsync(registry);
        await Docker.ApplyAsync(Pushed(""), Cancellation);
        var digest = await registry.FindDigestAsync(Image, Cancellation);
        Assert.StartsWith("sha256:", digest, StringComparison.Ordinal);
        Assert.Equal((digest, digest), (Docker.Attribute("docker_registry_image.i", "id"), Docker.Attribute("docker_registry_image.i", "sha256_digest")));
        Assert.Contains("1.2 latest 1.2", Docker.Output("tags").ToString(), StringComparison.Ordinal);
        Assert.Contains(digest ?? "-", Docker.Output("digest").ToString(), StringComparison.Ordinal);

        Assert.Equal(["triggers"], (await Docker.PlanAsync(Pushed("triggers = { a = 1 }"), Cancellation)).ReplacedBy("docker_registry_image.i"));
        Assert.Equal(ChangeAction.Update, (await Docker.PlanAsync(Pushed("insecure_skip_verify = true"), Cancellation)).Action("docker_registry_image.i"));
        Assert.Contains("no list of images", (await Docker.FailsAsync(Config($"data \"docker_registry_image_manifests\" \"m\" {{\n  name = \"{Engine.Registry}/NAME:1.2\"\n}}"), "Image for one platform only", Cancellation)).Detail, StringComparison.Ordinal);

        await registry.DeleteAsync(Image, digest ?? "", Cancellation);
        Assert.Equal(ChangeAction.Create, (await Docker.PlanAsync(Pushed(""), Cancellation)).Action("docker_registry_image.i"));
        await Docker.ApplyAsync(Pushed(""), Cancellation);
        await Docker.DestroyAsync(Cancellation);
        Assert.Null(await registry.FindDigestAsync(Image, Cancellation));
    }

    [Fact]
    public async Task An_image_is_built_and_pushed_in_one_with_credentials_of_its_own()
    {
        Engine.NeedRegistry();
        var folder = Directory.CreateDirectory(Path.Combine(Docker.Folder, "context")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), $"FROM {PodmanEngine.Image}\nLABEL name={Name}\n", Cancellation);
        using var registry = Registry();
        await WaitAsync(registry);
        await Docker.ApplyAsync(Config($$"""
            resource "docker_registry_image" "i" {
              name = "{{Engine.Registry}}/NAME:1.2"
              build { context = "{{folder}}" }
              auth_config { address = "http://{{Engine.Registry}}" }
            }
            """), Cancellation);
        Assert.NotNull(await registry.FindDigestAsync(Image, Cancellation));
        await Docker.DestroyAsync(Cancellation);
        Assert.Null(await registry.FindDigestAsync(Image, Cancellation));
        await Docker.FailsAsync(Config("resource \"docker_registry_image\" \"i\" {\n  name = \"IMAGE\"\n  build {\n    context = \".\"\n    sbom = \"true\"\n  }\n}"), "Unsupported build argument", Cancellation);
    }

    [Fact]
    public async Task A_push_that_fails_says_why()
    {
        Engine.NeedRegistry();
        await Docker.FailsAsync(Config($"resource \"docker_registry_image\" \"i\" {{\n  name = \"{Engine.Registry}/NAME:none\"\n}}"), "Unable to create docker_registry_image", Cancellation);
        await Docker.FailsAsync(Config($"data \"docker_registry_image_tags\" \"t\" {{\n  name = \"{Engine.Registry}/NAME\"\n}}"), "Image not found in its registry", Cancellation);
    }

    private RegistryClient Registry() => new(new RegistryCredentials([new RegistryAuth { Address = $"http://{Engine.Registry}" }], _ => null), skipVerification: false);

    /// <summary>The registry starts beside the engine, and nobody waits for it there.</summary>
    private async Task WaitAsync(RegistryClient registry)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await registry.FindDigestAsync(Image, Cancellation);
                return;
            }
            catch (EngineException) when (attempt < 300)
            {
                await Task.Delay(200, Cancellation);
            }
        }
    }
}
