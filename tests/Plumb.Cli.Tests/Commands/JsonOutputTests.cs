using System.Text.Json.Nodes;

namespace Plumb.Cli.Tests.Commands;

public sealed class JsonOutputTests
{
    private const string Configuration = """
        variable "secret" {
          default   = "hush"
          sensitive = true
        }
        resource "terraform_data" "a" {
          count = 2
          input = { s = var.secret, l = ["x", terraform_data.b.id] }
        }
        resource "terraform_data" "b" { input = upper("b") }
        output "o" { value = terraform_data.a[*].id }
        """;

    [Fact]
    public async Task A_plan_tells_what_is_known_unknown_and_sensitive()
    {
        using var project = new TestProject(Configuration);
        var plan = await PlanAsync(project);
        var change = plan["resource_changes"]?[0]?["change"];
        Assert.Equal("""{"s":"hush","l":["x",null]}""", Sorted(change?["after"]?["input"], "s", "l"));
        Assert.Equal("""[false,true]""", change?["after_unknown"]?["input"]?["l"]?.ToJsonString());
        Assert.Equal("""{"l":[false,false],"s":true}""", change?["after_sensitive"]?["input"]?.ToJsonString());
        Assert.Equal("""[null,null]""", plan["output_changes"]?["o"]?["after"]?.ToJsonString());
    }

    [Fact]
    public async Task The_configuration_of_a_plan_lists_constants_and_references_step_by_step()
    {
        using var project = new TestProject(Configuration);
        var resources = (await PlanAsync(project))["configuration"]?["root_module"]?["resources"];
        Assert.Equal("""{"references":["var.secret","terraform_data.b.id","terraform_data.b"]}""", resources?[0]?["expressions"]?["input"]?.ToJsonString());
        Assert.Equal("""{"constant_value":2}""", resources?[0]?["count_expression"]?.ToJsonString());
        Assert.Equal("{}", resources?[1]?["expressions"]?["input"]?.ToJsonString());
    }

    [Fact]
    public async Task Attributes_that_contribute_to_changes_are_found_through_modules()
    {
        using var project = new TestProject("""
            module "m" {
              source = "./m"
              v      = terraform_data.b.output
            }
            resource "terraform_data" "b" { input = 1 }
            """);
        project.Write("m/main.tf", """
            variable "v" {}
            locals { l = { w = var.v } }
            resource "terraform_data" "x" { input = local.l.w }
            """);
        await project.SucceedAsync("init");
        Assert.Equal("""[{"resource":"terraform_data.b","attribute":["output"]}]""", (await PlanAsync(project))["relevant_attributes"]?.ToJsonString());
    }

    [Fact]
    public async Task A_saved_plan_is_applied_with_the_configuration_it_was_made_from()
    {
        using var project = new TestProject("output \"o\" { value = \"then\" }");
        await project.SucceedAsync("plan", "-out=p");
        project.Write("main.tf", "output \"o\" { value = \"now\" }");
        await project.SucceedAsync("apply", "p");
        Assert.Equal("\"then\"\n", await project.SucceedAsync("output", "-json", "o"));
    }

    [Fact]
    public async Task A_run_tells_of_itself_in_messages()
    {
        using var project = new TestProject("resource \"terraform_data\" \"a\" { input = 1 }\noutput \"o\" { value = 1 }");
        var messages = Lines(await project.SucceedAsync("apply", "-json", "-auto-approve"));
        Assert.Equal(["version", "planned_change", "change_summary", "outputs", "apply_start", "apply_complete", "change_summary", "outputs"], messages.Select(m => m["type"]?.ToString()));
        Assert.Equal("1.11.4", messages[0]["terraform"]?.ToString());
        Assert.Equal("""{"add":1,"change":0,"import":0,"remove":0,"operation":"apply"}""", messages[^2]["changes"]?.ToJsonString());
        Assert.Equal("""{"o":{"sensitive":false,"type":"number","value":1}}""", messages[^1]["outputs"]?.ToJsonString());
    }

    [Fact]
    public async Task Nobody_can_be_asked_in_messages()
    {
        using var project = new TestProject("resource \"terraform_data\" \"a\" {}");
        var result = await project.RunAsync("apply", "-json");
        Assert.Equal(1, result.Exit);
        Assert.Equal("Plan file or auto-approve required", Lines(result.Out)[^1]["diagnostic"]?["summary"]?.ToString());
    }

    [Fact]
    public async Task A_diagnostic_shows_the_block_and_the_values_but_no_secret()
    {
        using var project = new TestProject("""
            variable "n" { default = 1 }
            variable "s" {
              default   = "hush"
              sensitive = true
            }
            check "c" {
              assert {
                condition     = var.n == 2 && var.s == ""
                error_message = "no"
              }
            }
            """);
        var warning = Lines(await project.SucceedAsync("plan", "-json")).Single(m => m["diagnostic"] is not null)["diagnostic"]?["snippet"];
        Assert.Equal("check \"c\"", warning?["context"]?.ToString());
        Assert.Equal("""[{"traversal":"var.n","statement":"is 1"}]""", warning?["values"]?.ToJsonString());
    }

    [Fact]
    public async Task A_fault_in_the_middle_of_a_reference_is_told_once()
    {
        using var project = new TestProject("resource \"terraform_data\" \"a\" { count = 1 }\noutput \"o\" { value = terraform_data.a[3].id }");
        var faults = Lines((await project.RunAsync("plan", "-json")).Out).Where(m => m["diagnostic"] is not null);
        Assert.Equal("Invalid index", Assert.Single(faults)["diagnostic"]?["summary"]?.ToString());
    }

    [Fact]
    public async Task A_state_that_is_not_there_has_no_values()
    {
        using var project = new TestProject();
        Assert.Equal("{\"format_version\":\"1.0\"}\n", await project.SucceedAsync("show", "-json"));
    }

    private static async Task<JsonNode> PlanAsync(TestProject project)
    {
        await project.SucceedAsync("plan", "-out=p");
        return JsonNode.Parse(await project.SucceedAsync("show", "-json", "p")) ?? throw new InvalidDataException();
    }

    private static List<JsonNode> Lines(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)).OfType<JsonNode>()];

    private static string Sorted(JsonNode? node, params string[] names) => new JsonObject(names.Select(n => KeyValuePair.Create(n, node?[n]?.DeepClone()))).ToJsonString();
}
