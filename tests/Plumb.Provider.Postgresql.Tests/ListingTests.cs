using Plumb.Core.Values;

namespace Plumb.Provider.Postgresql.Tests;

public sealed class ListingTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    [Fact]
    public async Task Schemas_tables_and_sequences_are_found_by_pattern()
    {
        var database = Cluster.Name("listed");
        await Cluster.ExecuteAsync($"CREATE DATABASE {database} TEMPLATE template0");
        await Cluster.ExecuteAsync("CREATE SCHEMA app_one; CREATE SCHEMA app_two; CREATE SCHEMA \"it's\"; CREATE TABLE app_one.users (); CREATE VIEW app_one.seen AS SELECT 1 AS x; CREATE TABLE app_two.users (); CREATE SEQUENCE app_two.numbers AS smallint", database);
        await Test.ApplyAsync(Config($$"""
            data "postgresql_schemas" "all" {
              database = "{{database}}"
            }
            data "postgresql_schemas" "some" {
              database              = "{{database}}"
              like_any_patterns     = ["app%", "it's"]
              not_like_all_patterns = ["%two"]
              regex_pattern         = "^(app|it)"
            }
            data "postgresql_schemas" "system" {
              database               = "{{database}}"
              include_system_schemas = true
              like_all_patterns      = ["pg_cat%"]
            }
            data "postgresql_tables" "tables" {
              database    = "{{database}}"
              schemas     = ["app_one", "app_two"]
              table_types = ["BASE TABLE"]
            }
            data "postgresql_tables" "seen" {
              database          = "{{database}}"
              schemas           = ["app_one"]
              like_any_patterns = ["see_"]
            }
            data "postgresql_sequences" "sequences" {
              database = "{{database}}"
            }
            output "all" {
              value = join(",", sort(data.postgresql_schemas.all.schemas))
            }
            output "some" {
              value = join(",", sort(data.postgresql_schemas.some.schemas))
            }
            output "system" {
              value = join(",", data.postgresql_schemas.system.schemas)
            }
            output "tables" {
              value = join(",", [for t in data.postgresql_tables.tables.tables : "${t.schema_name}.${t.object_name}: ${t.table_type}"])
            }
            output "seen" {
              value = data.postgresql_tables.seen.tables[0].table_type
            }
            output "sequences" {
              value = join(",", [for s in data.postgresql_sequences.sequences.sequences : "${s.schema_name}.${s.object_name}: ${s.data_type}"])
            }
            """), TestContext.Current.CancellationToken);
        string Text(string output) => Assert.IsType<StringValue>(Test.Output(output)).Text;
        Assert.Equal("app_one,app_two,it's,public", Text("all"));
        Assert.Equal("app_one,it's", Text("some"));
        Assert.Equal("pg_catalog", Text("system"));
        Assert.Equal("app_one.users: BASE TABLE,app_two.users: BASE TABLE", Text("tables"));
        Assert.Equal("VIEW", Text("seen"));
        Assert.Equal("app_two.numbers: smallint", Text("sequences"));
    }
}
