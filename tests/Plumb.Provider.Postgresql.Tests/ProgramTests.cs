using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Provider.Testing;

namespace Plumb.Provider.Postgresql.Tests;

/// <summary>The provider as a program under the real terraform, which plans and stores what the engine in this process does.</summary>
public sealed class ProgramTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    private const string Required = "terraform {\n  required_providers {\n    postgresql = { source = \"cyrilgdn/postgresql\" }\n  }\n}\n";

    [Fact]
    public async Task Terraform_and_this_engine_plan_and_store_the_same()
    {
        Assert.SkipUnless(EnginePrograms.HasTerraform, "terraform is not installed");
        var cancellation = TestContext.Current.CancellationToken;
        var config = Config(Resources(Cluster.Name("same"), "\"SELECT\""));
        using var terraform = new ProgramTest("terraform", "cyrilgdn/postgresql", EnginePrograms.ProviderFolder);
        terraform.Write("main.tf", Required + config);
        var planned = await Test.PlanAsync(config, cancellation);
        await ComparePlanAsync(terraform, planned);

        await Test.ApplyAsync(config, cancellation);
        var ours = Stored();
        await Test.DestroyAsync(cancellation);
        await terraform.ApplyAsync(Required + config, cancellation);
        await terraform.ExpectNoChangesAsync(cancellation);
        using var theirs = await terraform.ShowAsync(cancellation);
        var resources = theirs.RootElement.GetProperty("values").GetProperty("root_module").GetProperty("resources").EnumerateArray().ToList();
        Assert.Equal(ours.Keys.Order(StringComparer.Ordinal), resources.Select(AddressOf).Order(StringComparer.Ordinal));
        foreach (var resource in resources) Assert.Equal(ours[AddressOf(resource)], Normal(resource.GetProperty("values")));
        await terraform.DestroyAsync(cancellation);
    }

    [Fact]
    public async Task Terraform_and_plumb_plan_and_store_the_same()
    {
        Assert.SkipUnless(EnginePrograms.HasTerraform, "terraform is not installed");
        var config = Required + Config(Resources(Cluster.Name("both"), "\"SELECT\""));
        using var terraform = new ProgramTest("terraform", "cyrilgdn/postgresql", EnginePrograms.ProviderFolder);
        using var plumb = new ProgramTest(EnginePrograms.Plumb, "cyrilgdn/postgresql", EnginePrograms.ProviderFolder);
        var (planned, stored) = await LeadAsync(terraform, config);
        var (plannedHere, storedHere) = await LeadAsync(plumb, config);
        Assert.Equal(planned, plannedHere);
        Assert.Equal(stored, storedHere);
    }

    [Fact]
    public async Task A_server_that_depends_on_what_is_not_there_yet_is_waited_for()
    {
        Assert.SkipUnless(EnginePrograms.HasTerraform, "terraform is not installed");
        using var terraform = new ProgramTest("terraform", "cyrilgdn/postgresql", EnginePrograms.ProviderFolder);
        var config = Required + Config($"resource \"terraform_data\" \"host\" {{\n input = \"{Cluster.Folder}\"\n}}\nresource \"postgresql_role\" \"r\" {{\n name = \"{Cluster.Name("later")}\"\n}}")
            .Replace($"host     = \"{Cluster.Folder}\"", "host = terraform_data.host.output", StringComparison.Ordinal);
        await terraform.ApplyAsync(config, TestContext.Current.CancellationToken);
        await terraform.ExpectNoChangesAsync(TestContext.Current.CancellationToken);
        await terraform.DestroyAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Plans, applies, finds nothing left to do and destroys; gives back the changes and the objects as JSON.</summary>
    private static async Task<(IReadOnlyList<string> Planned, IReadOnlyList<string> Stored)> LeadAsync(ProgramTest engine, string config)
    {
        var cancellation = TestContext.Current.CancellationToken;
        engine.Write("main.tf", config);
        var (code, output) = await engine.RunAsync(["plan", "-input=false", "-no-color", "-out=saved"], cancellation);
        Assert.True(code == 0, output);
        (_, output) = await engine.RunAsync(["show", "-json", "saved"], cancellation);
        using var plan = JsonDocument.Parse(output.Split('\n').First(l => l.StartsWith('{')));
        await engine.ApplyAsync(config, cancellation);
        await engine.ExpectNoChangesAsync(cancellation);
        using var state = await engine.ShowAsync(cancellation);
        await engine.DestroyAsync(cancellation);
        return (Sorted(plan.RootElement.GetProperty("resource_changes")), Sorted(state.RootElement.GetProperty("values").GetProperty("root_module").GetProperty("resources")));
    }

    private static IReadOnlyList<string> Sorted(JsonElement resources) => [.. resources.EnumerateArray().OrderBy(AddressOf, StringComparer.Ordinal).Select(Normal)];

    private static string Resources(string name, string privileges) => $$"""
        resource "postgresql_role" "owner" {
          name        = "{{name}}_owner"
          login       = true
          password    = "a secret"
          search_path = ["app", "public"]
          lifecycle {
            ignore_changes = [roles]
          }
        }
        resource "postgresql_role" "reader" {
          name  = "{{name}}_reader"
          roles = [postgresql_role.owner.name]
        }
        resource "postgresql_grant_role" "reader" {
          role       = postgresql_role.owner.name
          grant_role = "pg_monitor"
        }
        resource "postgresql_database" "app" {
          name       = "{{name}}"
          owner      = postgresql_role.owner.name
          lc_collate = "C"
        }
        resource "postgresql_schema" "app" {
          name     = "app"
          database = postgresql_database.app.name
          owner    = postgresql_role.owner.name
          policy {
            usage = true
            role  = postgresql_role.reader.name
          }
        }
        resource "postgresql_extension" "plpgsql" {
          name     = "plpgsql"
          database = postgresql_database.app.name
        }
        resource "postgresql_grant" "tables" {
          database    = postgresql_database.app.name
          role        = postgresql_role.reader.name
          schema      = postgresql_schema.app.name
          object_type = "table"
          privileges  = [{{privileges}}]
        }
        resource "postgresql_default_privileges" "tables" {
          database    = postgresql_database.app.name
          role        = postgresql_role.reader.name
          owner       = postgresql_role.owner.name
          schema      = postgresql_schema.app.name
          object_type = "table"
          privileges  = [{{privileges}}]
        }
        data "postgresql_schemas" "app" {
          database   = postgresql_database.app.name
          depends_on = [postgresql_schema.app]
        }
        """;

    private static readonly string[] Managed =
    [
        "postgresql_role.owner", "postgresql_role.reader", "postgresql_grant_role.reader", "postgresql_database.app", "postgresql_schema.app",
        "postgresql_extension.plpgsql", "postgresql_grant.tables", "postgresql_default_privileges.tables",
    ];

    private Dictionary<string, string> Stored() => Managed.Append("data.postgresql_schemas.app").ToDictionary(a => a, a => Normal(Test.State(a)), StringComparer.Ordinal);

    private static async Task ComparePlanAsync(ProgramTest terraform, TestedPlan planned)
    {
        var (code, output) = await terraform.RunAsync(["plan", "-input=false", "-no-color", "-out=saved"], TestContext.Current.CancellationToken);
        Assert.True(code == 0, output);
        (_, output) = await terraform.RunAsync(["show", "-json", "saved"], TestContext.Current.CancellationToken);
        using var plan = JsonDocument.Parse(output.Split('\n').First(l => l.StartsWith('{')));
        var changes = plan.RootElement.GetProperty("resource_changes").EnumerateArray().Where(c => c.GetProperty("mode").GetString() == "managed").ToList();
        Assert.Equal(Managed.Order(StringComparer.Ordinal), changes.Select(AddressOf).Order(StringComparer.Ordinal));
        foreach (var change in changes)
        {
            var address = AddressOf(change);
            Assert.Equal(ChangeAction.Create, planned.Action(address));
            var (after, unknown) = (change.GetProperty("change").GetProperty("after"), change.GetProperty("change").GetProperty("after_unknown"));
            foreach (var attribute in after.EnumerateObject()) Assert.Equal($"{attribute.Name} = {Normal(attribute.Value)}", $"{attribute.Name} = {Normal(planned.Planned(address, attribute.Name))}");
            foreach (var attribute in unknown.EnumerateObject().Where(a => a.Value.ValueKind == JsonValueKind.True)) Assert.IsType<UnknownValue>(planned.Planned(address, attribute.Name));
        }
    }

    private static string AddressOf(JsonElement resource) => resource.GetProperty("address").GetString() ?? "";

    private static string Normal(JsonElement value) => JsonSerializer.Serialize(value);

    private static string Normal(Value value)
    {
        using var parsed = JsonDocument.Parse(JsonValueCodec.ToText(value, value.Type));
        return Normal(parsed.RootElement);
    }
}
