using System.Text.Json;

namespace Plumb.Cli.Tests.Language;

public sealed class RepeatedProviderTests
{
    private const string Random = "provider[\"registry.terraform.io/hashicorp/random\"]";

    private const string Regions = """
        terraform {
          required_providers {
            random = { source = "hashicorp/random" }
          }
        }
        variable "regions" {
          type    = set(string)
          default = ["a", "b"]
        }
        variable "pets" {
          type    = set(string)
          default = ["a", "b"]
        }
        provider "random" {
          alias    = "by_region"
          for_each = var.regions
        }
        resource "random_pet" "p" {
          for_each = var.pets
          provider = random.by_region[each.key]
        }
        module "m" {
          source    = "./m"
          for_each  = var.pets
          providers = { random = random.by_region[each.value] }
        }
        """;

    private const string Module = """
        terraform {
          required_providers {
            random = { source = "hashicorp/random" }
          }
        }
        resource "random_pet" "inner" {
          count = 1
        }
        """;

    [Fact]
    public async Task Each_object_keeps_the_key_of_the_provider_instance_that_made_it_and_is_destroyed_by_it()
    {
        using var project = Project(Regions);
        await project.SucceedAsync("init");
        await project.SucceedAsync("apply", "-auto-approve", "-no-color");
        Assert.Equal(
            [("module.m[\"a\"]", ".by_region[\"a\"]"), ("module.m[\"b\"]", ".by_region[\"b\"]"), ("p[\"a\"]", ".by_region[\"a\"]"), ("p[\"b\"]", ".by_region[\"b\"]")],
            Providers(project).Select(p => (p.Owner, p.Provider[Random.Length..])).Order());
        Assert.Contains("No changes", await project.SucceedAsync("plan", "-no-color"), StringComparison.Ordinal);

        await project.SucceedAsync("plan", "-var", "pets=[\"a\"]", "-out", "p");
        await project.SucceedAsync("apply", "-no-color", "p");
        Assert.Equal(["module.m[\"a\"]", "p[\"a\"]"], Providers(project).Select(p => p.Owner).Order());
        await project.SucceedAsync("destroy", "-auto-approve");
        Assert.Empty(Providers(project));
    }

    [Fact]
    public async Task An_object_whose_provider_instance_is_gone_is_told_of_and_stays()
    {
        using var project = Project(Regions);
        await project.SucceedAsync("init");
        await project.SucceedAsync("apply", "-auto-approve");
        var gone = await project.RunAsync("apply", "-auto-approve", "-no-color", "-var", "pets=[\"a\"]", "-var", "regions=[\"a\"]");
        Assert.Equal(1, gone.Exit);
        Assert.Contains("Provider instance not present", gone.Error, StringComparison.Ordinal);
        Assert.Contains("by_region[\"b\"]", gone.Error, StringComparison.Ordinal);
        Assert.Equal(4, Providers(project).Count());
    }

    [Fact]
    public async Task A_for_each_that_comes_after_the_objects_is_told_of_where_one_of_them_has_to_go()
    {
        using var project = Project(Regions.Replace("for_each = var.regions", "", StringComparison.Ordinal).Replace("by_region[each.key]", "by_region", StringComparison.Ordinal).Replace("by_region[each.value]", "by_region", StringComparison.Ordinal));
        await project.SucceedAsync("init");
        await project.SucceedAsync("apply", "-auto-approve");
        // Without keys the state is as Terraform knows it.
        Assert.Contains($"\"provider\": {JsonSerializer.Serialize(Random + ".by_region", JsonSerializerOptions.Web).Replace("\\u0022", "\\\"", StringComparison.Ordinal)}", project.Read("terraform.tfstate"), StringComparison.Ordinal);
        project.Write("main.tf", Regions);
        var fewer = await project.RunAsync("plan", "-no-color", "-var", "pets=[\"a\"]");
        Assert.Contains("has got a for_each", fewer.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await project.SucceedAsync("apply", "-auto-approve");
        Assert.Contains("by_region[\\\"a\\\"]", project.Read("terraform.tfstate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "must not be null")]
    [InlineData("sensitive(each.key)", "sensitive value")]
    [InlineData("timestamp()", "known only after apply")]
    [InlineData("\"c\"", "has no instance with the key \"c\"")]
    [InlineData("each.nothing", "each")]
    public async Task A_key_that_chooses_no_instance_is_refused(string key, string expected)
    {
        using var project = Project(Regions.Replace("[each.key]", $"[{key}]", StringComparison.Ordinal));
        await project.SucceedAsync("init");
        var planned = await project.RunAsync("plan", "-no-color");
        Assert.Equal(1, planned.Exit);
        Assert.Contains(expected, planned.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "it is null")]
    [InlineData("sensitive(var.regions)", "Sensitive values")]
    [InlineData("toset([timestamp()])", "cannot be determined until apply")]
    [InlineData("[\"a\"]", "must be a map, or set of strings")]
    public async Task A_for_each_without_known_keys_is_refused(string forEach, string expected)
    {
        using var project = Project(Regions.Replace("for_each = var.regions", $"for_each = {forEach}", StringComparison.Ordinal));
        await project.SucceedAsync("init");
        var planned = await project.RunAsync("plan", "-no-color");
        Assert.Equal(1, planned.Exit);
        Assert.Contains("Invalid for_each argument", planned.Error, StringComparison.Ordinal);
        Assert.Contains(expected, planned.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alias    = \"by_region\"", "", "can be repeated by \"for_each\"")]
    [InlineData("by_region[each.key]", "by_region", "must be chosen by a key")]
    [InlineData("for_each = var.regions", "", "only for a provider configuration with for_each")]
    public async Task A_key_goes_with_an_alias_and_for_each(string written, string instead, string expected)
    {
        using var project = Project(Regions.Replace(written, instead, StringComparison.Ordinal));
        var made = await project.RunAsync("init", "-no-color");
        Assert.Contains(expected, made.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_for_each_on_the_provider_and_on_what_uses_it_is_warned_of()
    {
        using var project = Project(Regions.Replace("for_each = var.pets", "for_each = (var.regions)", StringComparison.Ordinal));
        await project.SucceedAsync("init");
        var validated = await project.RunAsync("validate", "-no-color");
        Assert.Equal(0, validated.Exit);
        Assert.Contains("for_each matches", validated.Out + validated.Error, StringComparison.Ordinal);
    }

    private static TestProject Project(string configuration)
    {
        var project = new TestProject(configuration);
        project.Write("m/m.tf", Module);
        return project;
    }

    /// <summary>What the state says of each object: its module or key, and its provider.</summary>
    private static IEnumerable<(string Owner, string Provider)> Providers(TestProject project)
    {
        using var state = JsonDocument.Parse(project.Read("terraform.tfstate"));
        foreach (var resource in state.RootElement.GetProperty("resources").EnumerateArray())
        {
            foreach (var instance in resource.GetProperty("instances").EnumerateArray())
            {
                Assert.False(resource.TryGetProperty("provider", out _));
                var owner = resource.TryGetProperty("module", out var module) ? module.GetString() : $"p[\"{instance.GetProperty("index_key").GetString()}\"]";
                yield return (owner ?? "", instance.GetProperty("provider").GetString() ?? "");
            }
        }
    }
}
