using Plumb.Engine.Planning.Model;

namespace Plumb.Provider.Postgresql.Tests;

public sealed class DatabaseTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    private const string Address = "postgresql_database.d";

    private static string Database(string name, string arguments = "") => $"resource \"postgresql_database\" \"d\" {{\n name = \"{name}\"\n {arguments}\n}}";

    [Fact]
    public async Task A_database_lives_changes_drifts_and_goes()
    {
        var (name, renamed, first, owner) = (Cluster.Name("My Data"), Cluster.Name("data"), Cluster.Name("first"), Cluster.Name("owner"));
        await Cluster.ExecuteAsync($"CREATE ROLE {owner}; CREATE ROLE {first}");
        await ApplyAsync(Database(name));
        Assert.Equal((name, "postgres", "template0", "UTF8", "pg_default", "C"), (Test.Attribute(Address, "id"), Test.Attribute(Address, "owner"), Test.Attribute(Address, "template"),
            Test.Attribute(Address, "encoding"), Test.Attribute(Address, "tablespace_name"), Test.Attribute(Address, "lc_collate")));
        await Test.ImportAsync(Address, name);

        await ApplyAsync(Database(name, $"owner = \"{first}\""));
        await Cluster.ExecuteAsync($"CREATE TABLE t (); ALTER TABLE t OWNER TO {first}", name);
        var full = Database(renamed, $"owner = \"{owner}\"\n connection_limit = 5\n allow_connections = true\n is_template = true\n alter_object_ownership = true");
        Assert.Equal(ChangeAction.Update, (await PlanAsync(full)).Action(Address));
        await ApplyAsync(full);
        Assert.Equal("True", await Cluster.AskAsync($"SELECT datistemplate FROM pg_database WHERE datname = '{renamed}' AND datconnlimit = 5 AND pg_get_userbyid(datdba) = '{owner}'"));

        Assert.Equal(owner, await Cluster.AskAsync("SELECT tableowner FROM pg_tables WHERE tablename = 't'", renamed));
        await DriftsAsync(Address, full, $"ALTER DATABASE {renamed} CONNECTION LIMIT 9");
        await DriftsAsync(Address, full, $"ALTER DATABASE {renamed} OWNER TO {first}");
        Assert.Equal(["template"], (await PlanAsync(Database(renamed, "template = \"template1\""))).ReplacedBy(Address));
        // Somebody who is connected does not keep it from going.
        await using var connected = new Npgsql.NpgsqlConnection($"Host={Cluster.Folder};Port={Cluster.Port};Database={renamed};Username=postgres;Pooling=false");
        await connected.OpenAsync(TestContext.Current.CancellationToken);
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0", await Cluster.AskAsync($"SELECT count(*) FROM pg_database WHERE datname = '{renamed}'"));
    }

    [Theory]
    [InlineData("encoding = \"DEFAULT\"\n lc_collate = \"DEFAULT\"\n lc_ctype = \"DEFAULT\"\n template = \"DEFAULT\"\n tablespace_name = \"DEFAULT\"\n owner = \"\"")]
    [InlineData("encoding = \"utf-8\"\n template = \"template1\"\n lc_collate = \"\"")]
    [InlineData("encoding = \"6\"\n lc_collate = \"C\"\n lc_ctype = \"C\"")]
    [InlineData("allow_connections = false\n connection_limit = 0")]
    public async Task Settings_keep_the_form_that_they_are_written_in(string arguments) => await ApplyAsync(Database(Cluster.Name("form"), arguments));

    [Fact]
    public async Task A_database_can_be_copied_from_one_that_was_just_used()
    {
        var (template, copy) = (Cluster.Name("template"), Cluster.Name("copy"));
        await ApplyAsync($$"""
            resource "postgresql_database" "t" {
              name = "{{template}}"
            }
            resource "postgresql_schema" "s" {
              name     = "inside"
              database = postgresql_database.t.name
            }
            resource "postgresql_database" "d" {
              name       = "{{copy}}"
              template   = postgresql_database.t.name
              depends_on = [postgresql_schema.s]
            }
            """);
        Assert.Equal("1", await Cluster.AskAsync("SELECT count(*) FROM pg_namespace WHERE nspname = 'inside'", copy));
    }

    [Fact]
    public async Task Someone_who_is_no_superuser_makes_databases_for_others()
    {
        var (admin, owner, name) = (Cluster.Name("admin"), Cluster.Name("owner"), Cluster.Name("data"));
        await Cluster.ExecuteAsync($"CREATE ROLE {admin} LOGIN CREATEDB CREATEROLE");
        var config = Config($$"""
            resource "postgresql_role" "o" {
              name     = "{{owner}}"
              password = "not read back"
              login    = true
            }
            resource "postgresql_database" "d" {
              name  = "{{name}}"
              owner = postgresql_role.o.name
            }
            resource "postgresql_schema" "s" {
              name     = "mine"
              database = postgresql_database.d.name
              owner    = postgresql_role.o.name
            }
            resource "postgresql_grant" "g" {
              database    = postgresql_database.d.name
              role        = "public"
              schema      = postgresql_schema.s.name
              object_type = "schema"
              privileges  = ["USAGE"]
            }
            """, admin);
        await Test.ApplyAsync(config, TestContext.Current.CancellationToken);
        config = config.Replace("\"mine\"", "\"yours\"", StringComparison.Ordinal).Replace($"\"{name}\"", $"\"{name}_renamed\"", StringComparison.Ordinal);
        name += "_renamed";
        await Test.ApplyAsync(config, TestContext.Current.CancellationToken);
        Assert.Equal(owner, await Cluster.AskAsync($"SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = '{name}'"));
        Assert.Equal("0", await Cluster.AskAsync($"SELECT count(*) FROM pg_auth_members WHERE pg_get_userbyid(member) = '{admin}'"));
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_the_server_refuses_is_said_at_its_attribute()
    {
        var fault = await Test.FailsAsync(Config(Database(Cluster.Name("bad"), "owner = \"nobody_at_all\"")), "Object not found", TestContext.Current.CancellationToken);
        Assert.Contains("Unable to create the database: role \"nobody_at_all\" does not exist (SQLSTATE 42704).", fault.Detail, StringComparison.Ordinal);
        Assert.Contains("nobody_at_all", fault.Subject?.Text ?? "", StringComparison.Ordinal);
    }
}
