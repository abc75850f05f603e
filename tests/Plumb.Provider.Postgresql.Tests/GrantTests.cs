using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;

namespace Plumb.Provider.Postgresql.Tests;

public sealed class GrantTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    private const string Address = "postgresql_grant.g";

    private readonly string _role = cluster.Name("grantee");
    private readonly string _schema = cluster.Name("Schema");

    private string Grant(string arguments, string role = "") =>
        $"resource \"postgresql_grant\" \"g\" {{\n database = \"postgres\"\n role = \"{(role.Length > 0 ? role : _role)}\"\n {arguments}\n}}";

    private string In(string arguments) => Grant($"schema = \"{_schema}\"\n {arguments}");

    private Task PrepareAsync() => Cluster.ExecuteAsync($"""
        CREATE ROLE {_role};
        CREATE SCHEMA "{_schema}";
        CREATE TABLE "{_schema}".a (x int, "Y" int);
        CREATE TABLE "{_schema}"."B c" (x int);
        CREATE SEQUENCE "{_schema}".s;
        CREATE FUNCTION "{_schema}".f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION "{_schema}".f(int, text) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE PROCEDURE "{_schema}".p() LANGUAGE sql AS 'SELECT 1';
        """);

    /// <summary>What the role has on the tables of the schema, as "table: privileges".</summary>
    private Task<string?> OnTablesAsync() => Cluster.AskAsync($"""
        SELECT string_agg(relname || ': ' || privileges, '; ' ORDER BY relname) FROM (
          SELECT relname, string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ' ' ORDER BY privilege_type) AS privileges
          FROM pg_class, aclexplode(relacl) a WHERE relnamespace = '"{_schema}"'::regnamespace AND a.grantee = '{_role}'::regrole GROUP BY relname) t
        """);

    [Fact]
    public async Task All_tables_of_a_schema_are_granted_changed_and_revoked()
    {
        await PrepareAsync();
        await ApplyAsync(In("object_type = \"table\"\n privileges = [\"SELECT\", \"INSERT\"]"));
        Assert.Equal("B c: INSERT SELECT; a: INSERT SELECT", await OnTablesAsync());
        Assert.Equal($"{_role}_postgres_{_schema}_table", Test.Attribute(Address, "id"));

        var less = In("object_type = \"table\"\n privileges = [\"SELECT\", \"UPDATE\"]");
        Assert.Equal(ChangeAction.Update, (await PlanAsync(less)).Action(Address));
        await ApplyAsync(less);
        Assert.Equal("B c: SELECT UPDATE; a: SELECT UPDATE", await OnTablesAsync());
        await DriftsAsync(Address, less, $"REVOKE SELECT ON \"{_schema}\".\"B c\" FROM {_role}");
        await DriftsAsync(Address, less, $"GRANT DELETE ON \"{_schema}\".a TO {_role}");
        await DriftsAsync(Address, less, $"CREATE VIEW \"{_schema}\".v AS SELECT 1 AS x");
        Assert.Equal("B c: SELECT UPDATE; a: SELECT UPDATE; v: SELECT UPDATE", await OnTablesAsync());

        await ApplyAsync(In("object_type = \"table\"\n privileges = [\"ALL\"]\n with_grant_option = true"));
        Assert.StartsWith("B c: DELETE* INSERT* ", await OnTablesAsync(), StringComparison.Ordinal);
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Null(await OnTablesAsync());
    }

    [Fact]
    public async Task Single_tables_and_columns_are_granted_beside_each_other()
    {
        await PrepareAsync();
        var both = In("object_type = \"table\"\n objects = [\"a\"]\n privileges = [\"SELECT\"]") + $$"""

            resource "postgresql_grant" "c" {
              database    = "postgres"
              role        = "{{_role}}"
              schema      = "{{_schema}}"
              object_type = "column"
              objects     = ["a"]
              columns     = ["x", "Y"]
              privileges  = ["UPDATE"]
            }
            resource "postgresql_grant" "i" {
              database    = "postgres"
              role        = "{{_role}}"
              schema      = "{{_schema}}"
              object_type = "column"
              objects     = ["a"]
              columns     = ["x"]
              privileges  = ["INSERT", "REFERENCES"]
            }
            """;
        await ApplyAsync(both);
        const string columns = "SELECT string_agg(attname || ' ' || privilege_type, '; ' ORDER BY attname, privilege_type) FROM pg_attribute, aclexplode(attacl) a WHERE a.grantee = '{0}'::regrole";
        Assert.Equal(("a: SELECT", "Y UPDATE; x INSERT; x REFERENCES; x UPDATE"), (await OnTablesAsync(), await Cluster.AskAsync(columns.Replace("{0}", _role, StringComparison.Ordinal))));
        await DriftsAsync("postgresql_grant.c", both, $"REVOKE UPDATE (x) ON \"{_schema}\".a FROM {_role}");
        await ApplyAsync(both.Replace("\"INSERT\", ", "", StringComparison.Ordinal));
        Assert.Equal("Y UPDATE; x REFERENCES; x UPDATE", await Cluster.AskAsync(columns.Replace("{0}", _role, StringComparison.Ordinal)));
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Null(await Cluster.AskAsync(columns.Replace("{0}", _role, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("function", "", "EXECUTE")]
    [InlineData("function", "objects = [\"f(int)\", \"f (integer, text)\"]", "EXECUTE")]
    [InlineData("procedure", "objects = [\"p\"]", "EXECUTE")]
    [InlineData("routine", "", "ALL")]
    [InlineData("sequence", "objects = [\"s\"]", "ALL")]
    [InlineData("sequence", "", "USAGE")]
    [InlineData("schema", "", "CREATE")]
    [InlineData("schema", "", "ALL")]
    public async Task Every_kind_of_object_is_granted_and_revoked(string kind, string objects, string privilege)
    {
        await PrepareAsync();
        await ApplyAsync(In($"object_type = \"{kind}\"\n {objects}\n privileges = [\"{privilege}\"]"));
        Assert.NotEqual("0", await AclEntriesAsync());
        await ApplyAsync(In($"object_type = \"{kind}\"\n {objects}\n privileges = []"));
        Assert.Equal("0", await AclEntriesAsync());
    }

    private Task<string?> AclEntriesAsync() => Cluster.AskAsync($"""
        SELECT count(*) FROM (SELECT aclexplode(proacl) a FROM pg_proc UNION ALL SELECT aclexplode(relacl) FROM pg_class UNION ALL SELECT aclexplode(nspacl) FROM pg_namespace) x
        WHERE (a).grantee = '{_role}'::regrole
        """);

    [Fact]
    public async Task What_everyone_may_by_default_is_taken_away_and_seen_to_come_back()
    {
        await PrepareAsync();
        var none = Grant($"schema = \"{_schema}\"\n object_type = \"function\"\n privileges = []", "public");
        await ApplyAsync(none);
        Assert.Equal("False", await Cluster.AskAsync($"SELECT has_function_privilege('{_role}', '\"{_schema}\".f(int)', 'EXECUTE')"));
        await DriftsAsync(Address, none, $"GRANT EXECUTE ON FUNCTION \"{_schema}\".f(int) TO PUBLIC");
        await DriftsAsync(Address, none, $"CREATE FUNCTION \"{_schema}\".g() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    }

    [Fact]
    public async Task Databases_foreign_wrappers_and_servers_are_granted()
    {
        var (database, wrapper) = (Cluster.Name("data"), Cluster.Name("wrapper"));
        await PrepareAsync();
        await Cluster.ExecuteAsync($"CREATE FOREIGN DATA WRAPPER {wrapper}; CREATE SERVER {wrapper}_server FOREIGN DATA WRAPPER {wrapper}");
        await Cluster.ExecuteAsync($"CREATE DATABASE {database} ALLOW_CONNECTIONS false");
        await ApplyAsync($$"""
            resource "postgresql_grant" "d" {
              database    = "{{database}}"
              role        = "{{_role}}"
              object_type = "database"
              privileges  = ["CONNECT", "TEMPORARY"]
            }
            resource "postgresql_grant" "everyone" {
              database    = "{{database}}"
              role        = "public"
              object_type = "database"
              privileges  = []
            }
            resource "postgresql_grant" "w" {
              database    = "postgres"
              role        = "{{_role}}"
              object_type = "foreign_data_wrapper"
              objects     = ["{{wrapper}}"]
              privileges  = ["USAGE"]
            }
            resource "postgresql_grant" "s" {
              database    = "postgres"
              role        = "{{_role}}"
              object_type = "foreign_server"
              objects     = ["{{wrapper}}_server"]
              privileges  = ["USAGE"]
            }
            """);
        Assert.Equal($"{{postgres=CTc/postgres,{_role}=Tc/postgres}}", await Cluster.AskAsync($"SELECT datacl::text FROM pg_database WHERE datname = '{database}'"));
        Assert.Equal(("True", "True"), (await Cluster.AskAsync($"SELECT has_foreign_data_wrapper_privilege('{_role}', '{wrapper}', 'USAGE')"), await Cluster.AskAsync($"SELECT has_server_privilege('{_role}', '{wrapper}_server', 'USAGE')")));
        Assert.Equal($"{_role}_{database}_database", Test.Attribute("postgresql_grant.d", "id"));
    }

    [Fact]
    public async Task Grants_on_one_object_do_not_get_in_each_others_way()
    {
        await PrepareAsync();
        await ApplyAsync($$"""
            resource "postgresql_role" "r" {
              count = 25
              name  = "{{_role}}_${count.index}"
              roles = ["{{_role}}"]
            }
            resource "postgresql_grant" "schema" {
              count       = 25
              database    = "postgres"
              role        = postgresql_role.r[count.index].name
              schema      = "{{_schema}}"
              object_type = "schema"
              privileges  = ["USAGE"]
            }
            resource "postgresql_grant" "database" {
              count       = 25
              database    = "postgres"
              role        = postgresql_role.r[count.index].name
              object_type = "database"
              privileges  = ["CREATE"]
            }
            resource "postgresql_grant" "tables" {
              count       = 25
              database    = "postgres"
              role        = postgresql_role.r[count.index].name
              schema      = "{{_schema}}"
              object_type = "table"
              privileges  = ["SELECT"]
            }
            """);
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("object_type = \"table\"\n privileges = [\"EXECUTE\"]\n schema = \"public\"", "Invalid privilege")]
    [InlineData("object_type = \"table\"\n privileges = [\"SELECT\"]", "Missing schema")]
    [InlineData("object_type = \"database\"\n privileges = [\"CONNECT\"]\n objects = [\"x\"]", "Objects not allowed")]
    [InlineData("object_type = \"column\"\n privileges = [\"SELECT\"]\n objects = [\"x\"]\n schema = \"public\"", "Missing columns")]
    [InlineData("object_type = \"table\"\n privileges = [\"SELECT\"]\n columns = [\"x\"]\n schema = \"public\"", "Columns not allowed")]
    [InlineData("object_type = \"foreign_server\"\n privileges = [\"USAGE\"]", "One object expected")]
    [InlineData("object_type = \"function\"\n privileges = [\"EXECUTE\"]\n schema = \"public\"\n objects = [\"f(int); DROP TABLE x\"]", "Invalid function")]
    [InlineData("object_type = \"nothing\"\n privileges = []", "Invalid Attribute Value")]
    public async Task Mistakes_are_refused_before_anything_is_done(string arguments, string summary) =>
        await Test.FailsAsync(Config(Grant(arguments)), summary, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_grant_goes_with_its_role()
    {
        await PrepareAsync();
        var grant = In("object_type = \"table\"\n privileges = [\"SELECT\"]");
        await ApplyAsync(grant);
        await Cluster.ExecuteAsync($"DROP OWNED BY {_role}; DROP ROLE {_role}");
        Assert.Equal(ChangeAction.Create, (await PlanAsync(grant)).Action(Address));
    }

    [Fact]
    public async Task Default_privileges_live_change_drift_and_go()
    {
        const string address = "postgresql_default_privileges.d";
        await PrepareAsync();
        var owner = Cluster.Name("owner");
        await Cluster.ExecuteAsync($"CREATE ROLE {owner}; GRANT ALL ON SCHEMA \"{_schema}\" TO {owner}");
        string Default(string arguments, string role = "") => $"resource \"postgresql_default_privileges\" \"d\" {{\n database = \"postgres\"\n role = \"{(role.Length > 0 ? role : _role)}\"\n owner = \"{owner}\"\n {arguments}\n}}";

        await ApplyAsync(Default($"schema = \"{_schema}\"\n object_type = \"table\"\n privileges = [\"SELECT\"]"));
        Assert.Equal($"{_role}_postgres_{_schema}_{owner}_table", Test.Attribute(address, "id"));
        await Cluster.ExecuteAsync($"SET ROLE {owner}; CREATE TABLE \"{_schema}\".later ()");
        Assert.Equal("later: SELECT", await OnTablesAsync());
        var more = Default($"schema = \"{_schema}\"\n object_type = \"table\"\n privileges = [\"SELECT\", \"INSERT\"]");
        Assert.Equal(ChangeAction.Update, (await PlanAsync(more)).Action(address));
        await ApplyAsync(more);
        await DriftsAsync(address, more, $"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA \"{_schema}\" REVOKE INSERT ON TABLES FROM {_role}");
        await DriftsAsync(address, more, $"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA \"{_schema}\" REVOKE ALL ON TABLES FROM {_role}", ChangeAction.Create);

        await ApplyAsync(Default("object_type = \"function\"\n privileges = []", "public"));
        Assert.Equal($"public_postgres_noschema_{owner}_function", Test.Attribute(address, "id"));
        Assert.IsType<SetValue>(Test.State(address)["privileges"]);
        foreach (var kind in (string[])["table", "sequence", "function", "routine", "type", "schema"])
            await ApplyAsync(Default($"object_type = \"{kind}\"\n privileges = [\"ALL\"]\n with_grant_option = true"));
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        await Test.FailsAsync(Config(Default($"schema = \"{_schema}\"\n object_type = \"schema\"\n privileges = [\"USAGE\"]")), "Schema not allowed", TestContext.Current.CancellationToken);
        await Test.FailsAsync(Config(Default("object_type = \"table\"\n privileges = [\"SELECT\"]\n with_grant_option = true", "public")), "Grant option not allowed", TestContext.Current.CancellationToken);
    }
}
