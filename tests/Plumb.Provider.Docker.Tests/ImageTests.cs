using Plumb.Engine.Planning.Model;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Images;

namespace Plumb.Provider.Docker.Tests;

public sealed class ImageTests(PodmanEngine engine) : DockerTest(engine)
{
    private ImageRequests Images => new(new DockerConnection(Engine.Client, new RegistryCredentials([], _ => null)));

    [Fact]
    public async Task An_image_that_the_engine_has_is_taken_as_it_is()
    {
        await Docker.ApplyAsync(Config("""
            resource "docker_image" "i" {
              name         = "IMAGE"
              keep_locally = true
            }
            data "docker_image" "i" {
              name = docker_image.i.name
            }
            output "id" {
              value = data.docker_image.i.id
            }
            """), Cancellation);
        var id = Docker.Attribute("docker_image.i", "image_id") ?? "";
        Assert.StartsWith("sha256:", id, StringComparison.Ordinal);
        Assert.Equal(id + PodmanEngine.Image, Docker.Attribute("docker_image.i", "id"));
        Assert.Contains(id, Docker.Output("id").ToString(), StringComparison.Ordinal);
        await Docker.ImportAsync("docker_image.i", PodmanEngine.Image, except: ["keep_locally"], cancellation: Cancellation);
        await Docker.DestroyAsync(Cancellation);
        Assert.NotNull(await Images.FindAsync(PodmanEngine.Image, Cancellation));
    }

    [Fact]
    public async Task An_image_gets_one_more_name_and_gets_it_again_where_it_is_lost()
    {
        Engine.Need();
        string Tag(string trigger) => Config($"resource \"docker_tag\" \"t\" {{\n source_image = \"IMAGE\"\n target_image = \"localhost/NAME:2\"\n tag_triggers = [\"{trigger}\"]\n}}");
        var name = $"localhost/{Name}:2";
        try
        {
            await Docker.ApplyAsync(Tag("a"), Cancellation);
            Assert.Equal($"{PodmanEngine.Image}.{name}", Docker.Attribute("docker_tag.t", "id"));
            var image = (await Images.FindAsync(name, Cancellation))?.Id;
            Assert.Equal(((await Images.FindAsync(PodmanEngine.Image, Cancellation))?.Id, image), (image, Docker.Attribute("docker_tag.t", "source_image_id")));
            Assert.Equal(["tag_triggers"], (await Docker.PlanAsync(Tag("b"), Cancellation)).ReplacedBy("docker_tag.t"));
            await Images.RemoveAsync(name, force: false, Cancellation);
            Assert.Equal(ChangeAction.Create, (await Docker.PlanAsync(Tag("a"), Cancellation)).Action("docker_tag.t"));
            await Docker.ApplyAsync(Tag("a"), Cancellation);
            await Docker.DestroyAsync(Cancellation);
            Assert.NotNull(await Images.FindAsync(name, Cancellation));
        }
        finally
        {
            await Images.RemoveAsync(name, force: false, CancellationToken.None);
        }
    }

    /// <summary>Podman reads an image's names, adds one and writes them all: of two requests at once it keeps one name.</summary>
    [Fact]
    public async Task An_image_gets_and_loses_many_names_at_once()
    {
        await Docker.ApplyAsync(Config("""
            resource "docker_tag" "t" {
              count        = 20
              source_image = "IMAGE"
              target_image = "localhost/NAME:${count.index}"
            }
            resource "docker_image" "i" {
              count = 20
              name  = docker_tag.t[count.index].target_image
            }
            """), Cancellation);
        for (var i = 0; i < 20; i++) Assert.NotNull(await Images.FindAsync($"localhost/{Name}:{i}", Cancellation));
        await Docker.DestroyAsync(Cancellation);
        for (var i = 0; i < 20; i++) Assert.Null(await Images.FindAsync($"localhost/{Name}:{i}", Cancellation));
        Assert.NotNull(await Images.FindAsync(PodmanEngine.Image, Cancellation));
    }

    [Fact]
    public async Task An_image_is_built_from_a_folder_and_removed_with_all_its_names()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Docker.Folder, "context")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), $"FROM {PodmanEngine.Image}\nARG WHO\nLABEL who=$WHO\nCOPY . /files\n", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "kept.txt"), "kept", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "left.log"), "left", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, ".dockerignore"), "*.log\n", Cancellation);
        await Docker.ApplyAsync(Config("""
            resource "docker_image" "i" {
              name = "localhost/NAME:1"
              build {
                context    = "${path.root}/context"
                tag        = ["localhost/NAME:extra"]
                build_args = { WHO = "me" }
                label      = { more = "yes" }
              }
              triggers = { version = "1" }
            }
            resource "docker_container" "c" {
              name     = "NAME"
              image    = docker_image.i.image_id
              command  = ["sh", "-c", "cat /files/*"]
              attach   = true
              logs     = true
              must_run = false
            }
            """).Replace("${path.root}", Docker.Folder, StringComparison.Ordinal), Cancellation);
        var logs = Docker.Attribute("docker_container.c", "container_logs") ?? "";
        Assert.Contains("kept", logs, StringComparison.Ordinal);
        Assert.DoesNotContain("left", logs, StringComparison.Ordinal);
        var built = await Images.FindAsync($"localhost/{Name}:extra", Cancellation);
        Assert.Equal("me", built?.Config?.Labels?["who"]);
        Assert.Equal("yes", built?.Config?.Labels?["more"]);
        var again = await Docker.PlanAsync((Docker.Configuration ?? "").Replace("version = \"1\"", "version = \"2\"", StringComparison.Ordinal), Cancellation);
        Assert.Equal(["triggers"], again.ReplacedBy("docker_image.i"));
        await Docker.DestroyAsync(Cancellation);
        Assert.Null(await Images.FindAsync($"localhost/{Name}:extra", Cancellation));
        Assert.Null(await Images.FindAsync($"localhost/{Name}:1", Cancellation));
    }

    [Fact]
    public async Task A_build_that_fails_says_why()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Docker.Folder, "broken")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), $"FROM {PodmanEngine.Image}\nCOPY nothing /there\n", Cancellation);
        string Build(string more) => Config($$"""
            resource "docker_image" "i" {
              name = "localhost/NAME:1"
              build {
                context = "{{folder}}"
                {{more}}
              }
            }
            """);
        var failure = await Docker.FailsAsync(Build(""), "Unable to create docker_image", Cancellation);
        Assert.Contains("nothing", failure.Detail, StringComparison.Ordinal);
        Assert.Contains("no Dockerfile", (await Docker.FailsAsync(Build("dockerfile = \"Other\""), "Unable to create docker_image", Cancellation)).Detail, StringComparison.Ordinal);
        Assert.Contains("BuildKit", (await Docker.FailsAsync(Build("secrets {\n  id = \"s\"\n}"), "Unsupported build argument", Cancellation)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_no_registry_gives_is_told()
    {
        var failure = await Docker.FailsAsync(Config("resource \"docker_image\" \"i\" {\n  name = \"localhost:1/nothing:1\"\n}"), "Unable to create docker_image", Cancellation);
        Assert.Contains("localhost:1", failure.Detail, StringComparison.Ordinal);
        await Docker.FailsAsync(Config("data \"docker_image\" \"i\" {\n  name = \"localhost/nothing:1\"\n}"), "Docker image not found", Cancellation);
    }
}
