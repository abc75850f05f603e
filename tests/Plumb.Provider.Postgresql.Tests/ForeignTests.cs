using Plumb.Engine.Planning.Model;
using Plumb.Provider.Postgresql.Foreign;
using Plumb.Provider.Postgresql.Labels;

namespace Plumb.Provider.Postgresql.Tests;

public sealed class ForeignTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    private const string Server = "postgresql_server.s";
    private const string Mapping = "postgresql_user_mapping.m";

    [Fact]
    public async Task A_foreign_server_and_who_one_is_there_live_change_drift_and_go()
    {
        var (wrapper, name, renamed, owner) = (Cluster.Name("wrapper"), Cluster.Name("Far Away"), Cluster.Name("far"), Cluster.Name("owner"));
        await Cluster.ExecuteAsync($"CREATE ROLE {owner} SUPERUSER; CREATE FOREIGN DATA WRAPPER {wrapper}");
        string Config(string server, string serverMore, string user, string mappingMore) => $$"""
            resource "postgresql_server" "s" {
              server_name = "{{server}}"
              fdw_name    = "{{wrapper}}"
              {{serverMore}}
            }
            resource "postgresql_user_mapping" "m" {
              server_name = postgresql_server.s.server_name
              user_name   = "{{user}}"
              {{mappingMore}}
            }
            """;
        await ApplyAsync(Config(name, "", owner, ""));
        Assert.Equal((name, "postgres", $"{owner}.{name}"), (Test.Attribute(Server, "id"), Test.Attribute(Server, "server_owner"), Test.Attribute(Mapping, "id")));
        await Test.ImportAsync(Server, name);

        var more = Config(name, $"server_version = \"1.2\"\n server_owner = \"{owner}\"\n options = {{ host = \"far's\", \"odd name\" = \"a=b\" }}", owner, "options = { user = \"app\", password = \"x=y\" }");
        Assert.Equal(ChangeAction.Update, (await PlanAsync(more)).Action(Server));
        await ApplyAsync(more);
        Assert.Equal("host=far's|odd name=a=b", await Cluster.AskAsync($"SELECT array_to_string(srvoptions, '|') FROM pg_foreign_server WHERE srvname = '{name}'"));
        await DriftsAsync(Server, more, $"ALTER SERVER \"{name}\" OPTIONS (SET host 'near', DROP \"odd name\", ADD third '3')");
        await DriftsAsync(Mapping, more, $"ALTER USER MAPPING FOR {owner} SERVER \"{name}\" OPTIONS (DROP password)");
        await DriftsAsync(Mapping, more, $"DROP USER MAPPING FOR {owner} SERVER \"{name}\"", ChangeAction.Create);
        var less = Config(name, $"server_owner = \"{owner}\"", owner, "");
        await ApplyAsync(less);
        Assert.Null(await Cluster.AskAsync($"SELECT srvoptions::text || srvversion FROM pg_foreign_server WHERE srvname = '{name}'"));
        Assert.Equal(["server_type"], (await PlanAsync(Config(name, "server_type = \"warehouse\"", owner, ""))).ReplacedBy(Server));

        // A mapping goes by the name of its server: it has to be gone before that has another.
        await ApplyAsync(Config(name, "", "PUBLIC", ""));
        await ApplyAsync($"resource \"postgresql_server\" \"s\" {{\n server_name = \"{name}\"\n fdw_name = \"{wrapper}\"\n}}");
        await ApplyAsync(Config(renamed, "", "PUBLIC", ""));
        Assert.Equal((renamed, $"PUBLIC.{renamed}"), (Test.Attribute(Server, "id"), Test.Attribute(Mapping, "id")));
        await ApplyAsync(Config(renamed, "", "CURRENT_USER", ""));
        Assert.Equal("postgres", await Cluster.AskAsync($"SELECT usename FROM pg_user_mappings WHERE srvname = '{renamed}'"));
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0", await Cluster.AskAsync($"SELECT count(*) FROM pg_foreign_server WHERE srvname = '{renamed}'"));
    }

    [Fact]
    public async Task A_server_goes_with_its_mappings_where_that_is_asked_for()
    {
        var (wrapper, name) = (Cluster.Name("wrapper"), Cluster.Name("far"));
        await Cluster.ExecuteAsync($"CREATE FOREIGN DATA WRAPPER {wrapper}");
        string Config(string more) => $"resource \"postgresql_server\" \"s\" {{\n server_name = \"{name}\"\n fdw_name = \"{wrapper}\"\n {more}\n}}";
        await ApplyAsync(Config(""));
        await Cluster.ExecuteAsync($"CREATE USER MAPPING FOR PUBLIC SERVER {name}");
        await Test.FailsAsync(base.Config(""), "Other objects depend on it", TestContext.Current.CancellationToken);
        await ApplyAsync(Config("drop_cascade = true"));
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_mapping_is_imported_with_what_the_user_may_see_of_it()
    {
        var (wrapper, name) = (Cluster.Name("wrapper"), Cluster.Name("far"));
        await Cluster.ExecuteAsync($"CREATE FOREIGN DATA WRAPPER {wrapper}; CREATE SERVER {name} FOREIGN DATA WRAPPER {wrapper}");
        await ApplyAsync($"resource \"postgresql_user_mapping\" \"m\" {{\n server_name = \"{name}\"\n user_name = \"postgres\"\n options = {{ user = \"app\" }}\n}}");
        await Test.ImportAsync(Mapping, $"postgres.{name}");
    }

    /// <summary>No provider of labels is among PostgreSQL's own packages but SELinux's, so that the server refuses is all that it can show.</summary>
    [Fact]
    public async Task A_label_is_for_a_provider_that_the_server_has_loaded()
    {
        var fault = await Test.FailsAsync(Config("resource \"postgresql_security_label\" \"l\" {\n object_name = \"postgres\"\n object_type = \"role\"\n label_provider = \"none\"\n label = \"x\"\n}"), "PostgreSQL reported an error", TestContext.Current.CancellationToken);
        Assert.Contains("\"none\" is not loaded", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("role", "Odd.Role", "SECURITY LABEL FOR \"p\" ON ROLE \"Odd.Role\" IS 'l'")]
    [InlineData("materialized view", "s.v", "SECURITY LABEL FOR \"p\" ON MATERIALIZED VIEW \"s\".\"v\" IS 'l'")]
    [InlineData("column", "s.t.c", "SECURITY LABEL FOR \"p\" ON COLUMN \"s\".\"t\".\"c\" IS 'l'")]
    public void Labels_name_their_objects_by_parts(string type, string name, string expected) =>
        Assert.Equal(expected, SecurityLabelResource.Statement(new SecurityLabel { ObjectType = type, ObjectName = name, LabelProvider = "p", Label = "l" }, "'l'"));

    [Fact]
    public void Options_change_by_what_is_new_other_and_gone() =>
        Assert.Equal(
            " OPTIONS (DROP \"a\", SET \"b\" '3', ADD \"d\" '4')",
            ForeignOptions.Change(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2", ["c"] = "3" }, new Dictionary<string, string> { ["b"] = "3", ["c"] = "3", ["d"] = "4" }));
}
