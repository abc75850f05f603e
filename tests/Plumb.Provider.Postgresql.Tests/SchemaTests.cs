using Plumb.Engine.Planning.Model;

namespace Plumb.Provider.Postgresql.Tests;

public sealed class SchemaTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    private const string Address = "postgresql_schema.s";

    private static string Schema(string name, string arguments = "") => $"resource \"postgresql_schema\" \"s\" {{\n name = \"{name}\"\n {arguments}\n}}";

    private Task<string?> RightsAsync(string schema, string role) => Cluster.AskAsync(
        $"SELECT string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ' ' ORDER BY privilege_type) FROM pg_namespace, aclexplode(nspacl) WHERE nspname = '{schema}' AND grantee = coalesce((SELECT oid FROM pg_roles WHERE rolname = '{role}'), 0)");

    [Fact]
    public async Task A_schema_lives_changes_drifts_and_goes()
    {
        var (name, renamed, owner) = (Cluster.Name("Odd Schema"), Cluster.Name("schema"), Cluster.Name("owner"));
        await Cluster.ExecuteAsync($"CREATE ROLE {owner}");
        await ApplyAsync(Schema(name));
        Assert.Equal(($"postgres.{name}", "postgres", "postgres"), (Test.Attribute(Address, "id"), Test.Attribute(Address, "database"), Test.Attribute(Address, "owner")));
        await Test.ImportAsync(Address, $"postgres.{name}");

        var changed = Schema(renamed, $"owner = \"{owner}\"\n drop_cascade = true");
        Assert.Equal(ChangeAction.Update, (await PlanAsync(changed)).Action(Address));
        await ApplyAsync(changed);
        await DriftsAsync(Address, changed, $"ALTER SCHEMA {renamed} OWNER TO postgres");
        Assert.Equal(["database"], (await PlanAsync(Schema(renamed, "database = \"template1\""))).ReplacedBy(Address));
        await Cluster.ExecuteAsync($"CREATE TABLE {renamed}.t ()");
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0", await Cluster.AskAsync($"SELECT count(*) FROM pg_namespace WHERE nspname = '{renamed}'"));
    }

    [Fact]
    public async Task A_schema_that_is_there_is_taken_over_unless_that_is_forbidden()
    {
        var name = Cluster.Name("there");
        await Cluster.ExecuteAsync($"CREATE SCHEMA {name}; CREATE TABLE {name}.t ()");
        var fault = await Test.FailsAsync(Config(Schema(name, "if_not_exists = false")), "Object exists already", TestContext.Current.CancellationToken);
        Assert.Contains("SQLSTATE 42P06", fault.Detail, StringComparison.Ordinal);
        await ApplyAsync(Schema(name));
        await Test.FailsAsync(Config(""), "Other objects depend on it", TestContext.Current.CancellationToken);
        await Cluster.ExecuteAsync($"DROP SCHEMA {name} CASCADE");
        Assert.Equal(ChangeAction.Create, (await PlanAsync(Schema(name))).Action(Address));
    }

    [Fact]
    public async Task Policies_of_a_role_add_up_and_leave_others_alone()
    {
        var (name, reader, writer, other) = (Cluster.Name("policies"), Cluster.Name("reader"), Cluster.Name("writer"), Cluster.Name("other"));
        await Cluster.ExecuteAsync($"CREATE ROLE {reader}; CREATE ROLE {writer}; CREATE ROLE {other}");
        await ApplyAsync(Schema(name, $"policy {{\n usage = true\n role = \"{reader}\"\n}}\n policy {{\n create = true\n role = \"{writer}\"\n}}\n policy {{\n usage_with_grant = true\n role = \"{writer}\"\n}}\n policy {{\n usage = true\n}}"));
        Assert.Equal(("USAGE", "CREATE USAGE*", "USAGE"), (await RightsAsync(name, reader), await RightsAsync(name, writer), await RightsAsync(name, "public")));
        await Cluster.ExecuteAsync($"GRANT USAGE ON SCHEMA {name} TO {other}");

        var less = Schema(name, $"policy {{\n usage = true\n role = \"{writer}\"\n}}");
        await ApplyAsync(less);
        Assert.Equal((null, "USAGE", null, "USAGE"), (await RightsAsync(name, reader), await RightsAsync(name, writer), await RightsAsync(name, "public"), await RightsAsync(name, other)));
        await DriftsAsync(Address, less, $"REVOKE USAGE ON SCHEMA {name} FROM {writer}; GRANT CREATE ON SCHEMA {name} TO {writer}");
        Assert.Equal("USAGE", await RightsAsync(name, writer));
    }

    [Fact]
    public async Task An_extension_lives_moves_drifts_and_goes()
    {
        var database = Cluster.Name("data");
        Assert.SkipUnless(await Cluster.AskAsync("SELECT count(*) FROM pg_available_extensions WHERE name IN ('hstore', 'cube', 'earthdistance')") == "3", "the extensions of postgresql-contrib are not installed");
        await Cluster.ExecuteAsync($"CREATE DATABASE {database}");
        await Cluster.ExecuteAsync("CREATE SCHEMA tools", database);
        string Extension(string name, string arguments) => $"resource \"postgresql_extension\" \"e\" {{\n name = \"{name}\"\n database = \"{database}\"\n {arguments}\n}}";

        await ApplyAsync(Extension("hstore", "version = \"1.4\""));
        Assert.Equal(($"{database}.hstore", "public", "1.4"), (Test.Attribute("postgresql_extension.e", "id"), Test.Attribute("postgresql_extension.e", "schema"), Test.Attribute("postgresql_extension.e", "version")));
        await Test.ImportAsync("postgresql_extension.e", $"{database}.hstore");
        var moved = Extension("hstore", "version = \"1.5\"\n schema = \"tools\"");
        Assert.Equal(ChangeAction.Update, (await PlanAsync(moved)).Action("postgresql_extension.e"));
        await ApplyAsync(moved);
        await DriftsAsync("postgresql_extension.e", moved, "ALTER EXTENSION hstore SET SCHEMA public", database: database);
        await DriftsAsync("postgresql_extension.e", moved, "DROP EXTENSION hstore", ChangeAction.Create, database);

        Assert.Equal(["name"], (await PlanAsync(Extension("cube", ""))).ReplacedBy("postgresql_extension.e"));
        await ApplyAsync(Extension("earthdistance", "create_cascade = true"));
        Assert.Equal("2", await Cluster.AskAsync("SELECT count(*) FROM pg_extension WHERE extname IN ('cube', 'earthdistance')", database));
        var fault = await Test.FailsAsync(Config(Extension("no_such_thing", "")), "PostgreSQL reported an error", TestContext.Current.CancellationToken);
        Assert.Contains("extension \"no_such_thing\" is not available", fault.Detail, StringComparison.Ordinal);
    }
}
