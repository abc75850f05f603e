using System.Text.Json;

namespace Plumb.Cli.Tests.Commands;

public sealed class InspectionTests
{
    private const string Configuration = """
        variable "v" { default = "x" }
        locals { l = "${var.v}-${terraform_data.a.output}" }
        resource "terraform_data" "a" { input = var.v }
        resource "terraform_data" "b" {
          input      = [local.l, terraform_data.a.id]
          depends_on = [module.m]
        }
        module "m" {
          source = "./m"
          x      = terraform_data.a.id
        }
        output "o" { value = terraform_data.b.output }
        """;

    private static async Task<TestProject> InitializedAsync()
    {
        var project = new TestProject(Configuration);
        project.Write("m/main.tf", """
            variable "x" {}
            resource "terraform_data" "in" { input = var.x }
            """);
        await project.SucceedAsync("init");
        return project;
    }

    [Fact]
    public async Task Resources_are_drawn_with_what_they_need_and_no_more()
    {
        using var project = await InitializedAsync();
        Assert.Equal("""
            digraph G {
              rankdir = "RL";
              node [shape = rect, fontname = "sans-serif"];
              "terraform_data.a" [label="terraform_data.a"];
              "terraform_data.b" [label="terraform_data.b"];
              subgraph "cluster_module.m" {
                label = "module.m"
                fontname = "sans-serif"
                "module.m.terraform_data.in" [label="terraform_data.in"];
              }
              "terraform_data.b" -> "module.m.terraform_data.in";
              "module.m.terraform_data.in" -> "terraform_data.a";
            }

            """.ReplaceLineEndings("\n"), await project.SucceedAsync("graph"));
    }

    [Fact]
    public async Task A_plan_is_drawn_with_all_that_is_evaluated()
    {
        using var project = await InitializedAsync();
        var text = await project.SucceedAsync("graph", "-type=plan");
        Assert.Contains("\t\t\"[root] var.v\" [label = \"var.v\", shape = \"note\"]\n", text, StringComparison.Ordinal);
        Assert.Contains("\t\t\"[root] module.m.var.x (expand)\" -> \"[root] terraform_data.a (expand)\"\n", text, StringComparison.Ordinal);
        Assert.Contains("\t\t\"[root] terraform_data.b (expand)\" -> \"[root] module.m (close)\"\n", text, StringComparison.Ordinal);
        // It is implied by the way over the local value.
        Assert.DoesNotContain("\"[root] terraform_data.b (expand)\" -> \"[root] terraform_data.a (expand)\"", text, StringComparison.Ordinal);
        Assert.Equal(1, (await project.RunAsync("graph", "-type=nope")).Exit);
    }

    [Fact]
    public async Task A_cycle_is_drawn_in_colour()
    {
        using var project = new TestProject("""
            locals {
              a = local.b
              b = local.a
            }
            """);
        var result = await project.RunAsync("graph", "-type=plan", "-draw-cycles");
        Assert.Contains("\"[root] local.a (expand)\" -> \"[root] local.b (expand)\" [color = \"red\", penwidth = \"2.0\"]", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_plan_is_drawn_with_its_changes()
    {
        using var project = await InitializedAsync();
        await project.SucceedAsync("plan", "-out=p");
        Assert.Contains("\"[root] terraform_data.a\" -> \"[root] terraform_data.a (expand)\"", await project.SucceedAsync("graph", "-plan=p"), StringComparison.Ordinal);
        await project.SucceedAsync("apply", "-auto-approve");
        Assert.Contains("\"[root] terraform_data.a (destroy)\" -> \"[root] module.m.terraform_data.in (destroy)\"", await project.SucceedAsync("graph", "-type=plan-destroy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Modules_and_providers_are_shown_as_trees()
    {
        using var project = await InitializedAsync();
        Assert.Equal("\nModules declared by configuration:\n.\n└── \"m\"[./m]\n\n", await project.SucceedAsync("modules"));
        Assert.Equal("{\"format_version\":\"1.0\",\"modules\":[{\"key\":\"m\",\"source\":\"./m\",\"version\":\"\"}]}\n", await project.SucceedAsync("modules", "-json"));
        Assert.Equal("\nProviders required by configuration:\n.\n├── provider[terraform.io/builtin/terraform]\n└── module.m\n    └── provider[terraform.io/builtin/terraform]\n\n", await project.SucceedAsync("providers"));
    }

    [Fact]
    public async Task Schemas_and_functions_are_printed_as_JSON_alone()
    {
        using var project = await InitializedAsync();
        using var schemas = JsonDocument.Parse(await project.SucceedAsync("providers", "schema", "-json"));
        Assert.Equal("dynamic", schemas.RootElement.GetProperty("provider_schemas").GetProperty("terraform.io/builtin/terraform").GetProperty("resource_schemas")
            .GetProperty("terraform_data").GetProperty("block").GetProperty("attributes").GetProperty("input").GetProperty("type").GetString());
        using var functions = JsonDocument.Parse(await project.SucceedAsync("metadata", "functions", "-json"));
        Assert.Equal("number", functions.RootElement.GetProperty("function_signatures").GetProperty("abs").GetProperty("return_type").GetString());
        Assert.Equal(1, (await project.RunAsync("providers", "schema")).Exit);
        Assert.Equal(1, (await project.RunAsync("metadata", "functions")).Exit);
    }
}
