using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;

namespace Plumb.Provider.Postgresql.Tests;

public sealed class RoleTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    private const string Address = "postgresql_role.r";

    private string Of(string role, string attributes) => $"SELECT {attributes} FROM pg_roles WHERE rolname = '{role.Replace("'", "''", StringComparison.Ordinal)}'";

    [Fact]
    public async Task A_role_lives_changes_drifts_and_goes()
    {
        var (name, group, other) = (Cluster.Name("odd \"role'"), Cluster.Name("group"), Cluster.Name("group"));
        await Cluster.ExecuteAsync($"CREATE ROLE {group}; CREATE ROLE {other}");
        string Role(string arguments) => $"resource \"postgresql_role\" \"r\" {{\n name = {Quoted(name)}\n {arguments}\n}}";

        await ApplyAsync(Role(""));
        Assert.Equal((name, "infinity", "-1", "true"), (Test.Attribute(Address, "id"), Test.Attribute(Address, "valid_until"), Test.Attribute(Address, "connection_limit"), Test.Attribute(Address, "inherit")));
        await Test.ImportAsync(Address, name);

        var full = Role($"""
            login = true
            superuser = true
            create_database = true
            create_role = true
            inherit = false
            replication = true
            bypass_row_level_security = true
            connection_limit = 7
            valid_until = "2040-05-04T12:00:00Z"
            password = "it's \\ secret"
            roles = ["{group}"]
            search_path = ["$user", "My \"Schema, x"]
            statement_timeout = 90000
            idle_in_transaction_session_timeout = 0
            assume_role = "{group}"
            """);
        Assert.Equal(ChangeAction.Update, (await PlanAsync(full)).Action(Address));
        await ApplyAsync(full);
        Assert.Equal("true,true,true,false,true,true,true,7,2040", await Cluster.AskAsync(Of(name,
            "concat_ws(',', rolsuper::text, rolcreatedb::text, rolcreaterole::text, rolinherit::text, rolcanlogin::text, rolreplication::text, rolbypassrls::text, rolconnlimit, extract(year from rolvaliduntil))")));
        await Test.ImportAsync(Address, name, ["password", "valid_until"]);

        await DriftsAsync(Address, full, $"ALTER ROLE {Identifier(name)} CONNECTION LIMIT 3 NOLOGIN");
        await DriftsAsync(Address, full, $"ALTER ROLE {Identifier(name)} SET search_path TO public");
        await DriftsAsync(Address, full, $"ALTER ROLE {Identifier(name)} RESET statement_timeout");
        await DriftsAsync(Address, full, $"GRANT {other} TO {Identifier(name)}; REVOKE {group} FROM {Identifier(name)}");
        Assert.Equal(group, await Cluster.AskAsync($"SELECT string_agg(pg_get_userbyid(roleid), ',') FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = '{name.Replace("'", "''", StringComparison.Ordinal)}')"));

        await ApplyAsync(Role(""));
        Assert.Null(await Cluster.AskAsync(Of(name, "array_to_string(rolconfig, ' ')")));
        Assert.Equal("0", await Cluster.AskAsync($"SELECT count(*) FROM pg_auth_members WHERE pg_get_userbyid(member) = '{name.Replace("'", "''", StringComparison.Ordinal)}'"));
        await Cluster.ExecuteAsync($"DROP ROLE {Identifier(name)}");
        Assert.Equal(ChangeAction.Create, (await PlanAsync(Role(""))).Action(Address));
    }

    [Fact]
    public async Task A_renamed_role_stays_the_same_role()
    {
        var (before, after) = (Cluster.Name("before"), Cluster.Name("after"));
        await ApplyAsync($"resource \"postgresql_role\" \"r\" {{\n name = \"{before}\"\n login = true\n password = \"p\"\n}}");
        var oid = await Cluster.AskAsync(Of(before, "oid"));
        var renamed = $"resource \"postgresql_role\" \"r\" {{\n name = \"{after}\"\n login = true\n password = \"p\"\n}}";
        var plan = await PlanAsync(renamed);
        Assert.Equal(ChangeAction.Update, plan.Action(Address));
        Assert.IsType<UnknownValue>(plan.Planned(Address, "id"));
        await ApplyAsync(renamed);
        Assert.Equal((oid, after), (await Cluster.AskAsync(Of(after, "oid")), Test.Attribute(Address, "id")));
        Assert.True(await Cluster.CanLogInAsync(after, "p"));
    }

    [Fact]
    public async Task Passwords_are_set_compared_and_kept_out_of_sight()
    {
        var name = Cluster.Name("user");
        string Role(string arguments) => $"resource \"postgresql_role\" \"r\" {{\n name = \"{name}\"\n login = true\n {arguments}\n}}";
        await ApplyAsync(Role("password = \"first-secret\""));
        Assert.True(await Cluster.CanLogInAsync(name, "first-secret"));
        await DriftsAsync(Address, Role("password = \"first-secret\""), $"ALTER ROLE {name} PASSWORD 'stolen'");
        Assert.True(await Cluster.CanLogInAsync(name, "first-secret"));
        await DriftsAsync(Address, Role("password = \"first-secret\""), $"SET password_encryption = 'md5'; ALTER ROLE {name} PASSWORD 'stolen'");
        await Cluster.ExecuteAsync($"SET password_encryption = 'md5'; ALTER ROLE {name} PASSWORD 'first-secret'");
        Assert.True((await PlanAsync(Role("password = \"first-secret\""))).IsEmpty);

        // From here on the state has no password.
        await ApplyAsync(Role("password_wo = \"second-secret\"\n password_wo_version = \"1\""));
        Assert.Null(Test.Attribute(Address, "password"));
        Assert.Null(Test.Attribute(Address, "password_wo"));
        Assert.True(await Cluster.CanLogInAsync(name, "second-secret"));
        await ApplyAsync(Role("password_wo = \"third-secret\"\n password_wo_version = \"1\""));
        Assert.True(await Cluster.CanLogInAsync(name, "second-secret"));
        await ApplyAsync(Role("password_wo = \"third-secret\"\n password_wo_version = \"2\""));
        Assert.True(await Cluster.CanLogInAsync(name, "third-secret"));

        var verifier = await Cluster.AskAsync($"SELECT rolpassword FROM pg_authid WHERE rolname = '{name}'");
        await ApplyAsync(Role($"password = \"{verifier}\""));
        Assert.True(await Cluster.CanLogInAsync(name, "third-secret"));
    }

    [Fact]
    public async Task A_role_that_owns_things_goes_as_it_is_told_to()
    {
        var (name, table) = (Cluster.Name("owner"), Cluster.Name("t"));
        await ApplyAsync($"resource \"postgresql_role\" \"r\" {{\n name = \"{name}\"\n}}");
        await Cluster.ExecuteAsync($"CREATE TABLE {table} (); ALTER TABLE {table} OWNER TO {name}; CREATE SCHEMA AUTHORIZATION {name}");
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Equal("postgres", await Cluster.AskAsync($"SELECT tableowner FROM pg_tables WHERE tablename = '{table}'"));

        await ApplyAsync($"resource \"postgresql_role\" \"r\" {{\n name = \"{name}\"\n skip_reassign_owned = true\n}}");
        await Cluster.ExecuteAsync($"ALTER TABLE {table} OWNER TO {name}");
        var plan = await PlanAsync("");
        Assert.Equal(ChangeAction.Delete, plan.Action(Address));
        var fault = await Test.FailsAsync(Config(""), "Other objects depend on it", TestContext.Current.CancellationToken);
        Assert.Contains($"owner of table {table}", fault.Detail, StringComparison.Ordinal);
        Assert.Contains("SQLSTATE 2BP01", fault.Detail, StringComparison.Ordinal);

        await ApplyAsync($"resource \"postgresql_role\" \"r\" {{\n name = \"{name}\"\n skip_reassign_owned = true\n skip_drop_role = true\n}}");
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Equal("1", await Cluster.AskAsync($"SELECT count(*) FROM pg_roles WHERE rolname = '{name}'"));
    }

    [Fact]
    public async Task Faults_of_the_server_name_the_attribute_and_no_secret()
    {
        var name = Cluster.Name("taken");
        await Cluster.ExecuteAsync($"CREATE ROLE {name}");
        var exists = await Test.FailsAsync(Config($"resource \"postgresql_role\" \"r\" {{\n name = \"{name}\"\n password = \"{name}\"\n}}"), "Object exists already", TestContext.Current.CancellationToken);
        Assert.Contains("SQLSTATE 42710", exists.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(name, exists.Detail, StringComparison.Ordinal);

        var missing = await Test.FailsAsync(Config($"resource \"postgresql_role\" \"r\" {{\n name = \"{Cluster.Name("new")}\"\n roles = [\"no_such_role\"]\n}}"), "Object not found", TestContext.Current.CancellationToken);
        Assert.Contains("role \"no_such_role\" does not exist", missing.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password = \"a\"\n password_wo = \"b\"\n password_wo_version = \"1\"")]
    [InlineData("password_wo = \"b\"")]
    [InlineData("connection_limit = -2")]
    [InlineData("statement_timeout = -1")]
    public async Task Mistakes_are_refused_before_anything_is_done(string arguments)
    {
        var plan = await Assert.ThrowsAsync<Testing.ProviderTestException>(() => PlanAsync($"resource \"postgresql_role\" \"r\" {{\n name = \"x\"\n {arguments}\n}}"));
        Assert.Contains("Invalid", plan.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memberships_are_granted_one_by_one()
    {
        var (member, group, other) = (Cluster.Name("member"), Cluster.Name("group"), Cluster.Name("group"));
        await Cluster.ExecuteAsync($"CREATE ROLE {member}; CREATE ROLE {group}; CREATE ROLE {other}; GRANT {other} TO {member}");
        string Grant(string more) => $"resource \"postgresql_grant_role\" \"g\" {{\n role = \"{member}\"\n grant_role = \"{group}\"\n {more}\n}}";
        await ApplyAsync(Grant(""));
        Assert.Equal($"{member}_{group}_false", Test.Attribute("postgresql_grant_role.g", "id"));
        Assert.Equal(["with_admin_option"], (await PlanAsync(Grant("with_admin_option = true"))).ReplacedBy("postgresql_grant_role.g"));
        await DriftsAsync("postgresql_grant_role.g", Grant(""), $"REVOKE {group} FROM {member}", ChangeAction.Create);
        await Cluster.ExecuteAsync($"GRANT {group} TO {member} WITH ADMIN OPTION");
        Assert.True((await PlanAsync(Grant(""))).Replaces("postgresql_grant_role.g"));
        await ApplyAsync(Grant("with_admin_option = true"));
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Equal(other, await Cluster.AskAsync($"SELECT string_agg(pg_get_userbyid(roleid), ',') FROM pg_auth_members WHERE pg_get_userbyid(member) = '{member}'"));
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
