using System.Text.Json;
using Plumb.Provider.Testing;

namespace Plumb.Provider.Postgresql.Tests;

/// <summary>A state as the community's provider leaves it, with empty texts and lists where nothing is configured.</summary>
public sealed class TakeoverTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    [Fact]
    public async Task A_state_of_the_communitys_provider_is_taken_over_without_making_anything_anew()
    {
        var name = Cluster.Name("old");
        await Cluster.ExecuteAsync($"CREATE ROLE {name} LOGIN PASSWORD 'p'");
        await Cluster.ExecuteAsync($"CREATE DATABASE {name} OWNER {name} TEMPLATE template0 ENCODING 'UTF8'");
        await Cluster.ExecuteAsync($"GRANT CONNECT ON DATABASE {name} TO {name}; REVOKE CREATE, TEMPORARY ON DATABASE {name} FROM {name}");
        await Cluster.ExecuteAsync($"CREATE SCHEMA app AUTHORIZATION {name}; GRANT USAGE ON SCHEMA app TO {name}; ALTER DEFAULT PRIVILEGES FOR ROLE {name} REVOKE ALL ON TABLES FROM postgres; ALTER DEFAULT PRIVILEGES FOR ROLE {name} GRANT SELECT ON TABLES TO postgres", name);
        using var plumb = new ProgramTest(EnginePrograms.Plumb, "cyrilgdn/postgresql", EnginePrograms.ProviderFolder);
        plumb.Write("terraform.tfstate", $$"""
            { "version": 4, "terraform_version": "1.11.4", "serial": 3, "lineage": "0b6a4a4e-6f3c-4a3e-9d5f-0e6f3d1c2b1a", "outputs": {}, "resources": [
            {{Resource("role", "r", $$"""{"id":"{{name}}","name":"{{name}}","assume_role":"","bypass_row_level_security":false,"connection_limit":-1,"create_database":false,"create_role":false,"encrypted":null,"encrypted_password":true,"idle_in_transaction_session_timeout":0,"inherit":true,"login":true,"password":"p","password_wo":null,"password_wo_version":null,"replication":false,"roles":[],"search_path":[],"skip_drop_role":false,"skip_reassign_owned":false,"statement_timeout":0,"superuser":false,"valid_until":"infinity"}""")}},
            {{Resource("database", "d", $$"""{"id":"{{name}}","name":"{{name}}","allow_connections":true,"alter_object_ownership":false,"connection_limit":-1,"encoding":"UTF8","is_template":false,"lc_collate":"C","lc_ctype":"C","owner":"{{name}}","tablespace_name":"pg_default","template":"template0"}""")}},
            {{Resource("schema", "s", $$"""{"id":"{{name}}.app","name":"app","database":"{{name}}","drop_cascade":true,"if_not_exists":true,"owner":"{{name}}","policy":[]}""")}},
            {{Resource("grant", "g", $$"""{"id":"{{name}}_{{name}}_database","role":"{{name}}","database":"{{name}}","schema":"","object_type":"database","objects":[],"columns":[],"privileges":["CONNECT"],"with_grant_option":false}""")}},
            {{Resource("default_privileges", "p", $$"""{"id":"postgres_{{name}}_noschema_{{name}}_table","role":"postgres","database":"{{name}}","schema":"","owner":"{{name}}","object_type":"table","privileges":["SELECT"],"with_grant_option":false}""")}}
            ] }
            """);
        plumb.Write("main.tf", "terraform {\n  required_providers {\n    postgresql = { source = \"cyrilgdn/postgresql\" }\n  }\n}\n" + Config($$"""
            resource "postgresql_role" "r" {
              name     = "{{name}}"
              login    = true
              password = "p"
            }
            resource "postgresql_database" "d" {
              name     = "{{name}}"
              owner    = postgresql_role.r.name
              template = ""
              encoding = "utf-8"
              lc_ctype = "DEFAULT"
            }
            resource "postgresql_schema" "s" {
              name         = "app"
              database     = postgresql_database.d.name
              drop_cascade = true
            }
            resource "postgresql_grant" "g" {
              database    = postgresql_database.d.name
              role        = postgresql_role.r.name
              object_type = "database"
              privileges  = ["CONNECT"]
            }
            resource "postgresql_default_privileges" "p" {
              database    = postgresql_database.d.name
              role        = "postgres"
              owner       = postgresql_role.r.name
              object_type = "table"
              privileges  = ["SELECT"]
            }
            """));
        var cancellation = TestContext.Current.CancellationToken;
        var (code, output) = await plumb.RunAsync(["plan", "-input=false", "-no-color", "-out=saved"], cancellation);
        Assert.True(code == 0, output);
        (_, output) = await plumb.RunAsync(["show", "-json", "saved"], cancellation);
        using var plan = JsonDocument.Parse(output.Split('\n').First(l => l.StartsWith('{')));
        Assert.All(plan.RootElement.GetProperty("resource_changes").EnumerateArray(), change =>
            Assert.Contains(Assert.Single(change.GetProperty("change").GetProperty("actions").EnumerateArray()).GetString(), (string[])["no-op", "update"]));

        (code, output) = await plumb.RunAsync(["apply", "-input=false", "-no-color", "saved"], cancellation);
        Assert.True(code == 0, output);
        await plumb.ExpectNoChangesAsync(cancellation);
        await plumb.DestroyAsync(cancellation);
    }

    private static string Resource(string type, string name, string attributes) =>
        $$"""{ "mode": "managed", "type": "postgresql_{{type}}", "name": "{{name}}", "provider": "provider[\"registry.terraform.io/cyrilgdn/postgresql\"]", "instances": [ { "schema_version": 0, "attributes": {{attributes}} } ] }""";
}
