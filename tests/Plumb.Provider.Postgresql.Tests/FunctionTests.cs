using Plumb.Engine.Planning.Model;

namespace Plumb.Provider.Postgresql.Tests;

public sealed class FunctionTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    private const string Address = "postgresql_function.f";

    private static string Function(string name, string rest) => $"resource \"postgresql_function\" \"f\" {{\n name = \"{name}\"\n {rest}\n}}";

    private static string Add(string name, string body = "BEGIN RETURN a + b; END", string more = "") =>
        Function(name, $"arg {{\n type = \"int\"\n name = \"a\"\n}}\n arg {{\n type = \"integer\"\n name = \"b\"\n default = \"2\"\n}}\n returns = \"int\"\n body = \"{body}\"\n {more}");

    [Fact]
    public async Task A_function_lives_changes_drifts_and_goes()
    {
        var name = Cluster.Name("add");
        await ApplyAsync(Add(name));
        Assert.Equal(($"postgres.public.{name}(int,integer)", "public", "int"), (Test.Attribute(Address, "id"), Test.Attribute(Address, "schema"), Test.Attribute(Address, "returns")));
        Assert.Equal("5", await Cluster.AskAsync($"SELECT {name}(3)"));

        var changed = Add(name, "BEGIN RETURN a * b; END", "volatility = \"IMMUTABLE\"\n parallel = \"SAFE\"\n strict = true\n security_definer = true");
        Assert.Equal(ChangeAction.Update, (await PlanAsync(changed)).Action(Address));
        await ApplyAsync(changed);
        Assert.Equal("15", await Cluster.AskAsync($"SELECT {name}(3, 5)"));
        Assert.Equal("i s t t", await Cluster.AskAsync($"SELECT concat_ws(' ', provolatile, proparallel, left(proisstrict::text, 1), left(prosecdef::text, 1)) FROM pg_proc WHERE proname = '{name}'"));
        await DriftsAsync(Address, changed, $"ALTER FUNCTION {name}(int, int) VOLATILE CALLED ON NULL INPUT SECURITY INVOKER");
        await DriftsAsync(Address, changed, $"CREATE OR REPLACE FUNCTION {name}(a int, b int DEFAULT 2) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 0; END'");
        await DriftsAsync(Address, changed, $"DROP FUNCTION {name}", ChangeAction.Create);
        Assert.Equal(["returns"], (await PlanAsync(changed.Replace("returns = \"int\"", "returns = \"bigint\"", StringComparison.Ordinal))).ReplacedBy(Address));

        await Cluster.ExecuteAsync($"CREATE VIEW {name}_user AS SELECT {name}(1) AS x");
        await Test.FailsAsync(Config(""), "Other objects depend on it", TestContext.Current.CancellationToken);
        await ApplyAsync(changed.Replace("strict = true", "strict = true\n drop_cascade = true", StringComparison.Ordinal));
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0", await Cluster.AskAsync($"SELECT count(*) FROM pg_proc WHERE proname = '{name}'"));
    }

    [Theory]
    [InlineData("language = \"sql\"\n returns = \"SETOF varchar\"\n body = \"SELECT 'x'::varchar\"", "SELECT {0}()", "x")]
    [InlineData("arg {\n type = \"int\"\n name = \"up\"\n mode = \"INOUT\"\n}\n arg {\n type = \"text\"\n name = \"said\"\n mode = \"OUT\"\n}\n body = \"BEGIN up := up + 1; said := 'ok'; END\"", "SELECT said || up FROM {0}(1)", "ok2")]
    [InlineData("arg {\n type = \"numeric(4, 2)[]\"\n name = \"Odd\"\n mode = \"VARIADIC\"\n}\n returns = \"TABLE(n int)\"\n body = \"BEGIN RETURN QUERY SELECT cardinality(odd); END\"", "SELECT n FROM {0}(1, 2)", "2")]
    [InlineData("body = \"AS $body$\\nBEGIN PERFORM 'it''s'; END\\n$body$\"", "SELECT {0}()::text", "")]
    public async Task Arguments_and_results_of_every_kind_stay_as_they_are(string rest, string call, string expected)
    {
        var name = Cluster.Name("kinds");
        await ApplyAsync(Function(name, rest));
        Assert.Equal(expected, await Cluster.AskAsync(call.Replace("{0}", name, StringComparison.Ordinal)) ?? "");
    }

    [Fact]
    public async Task A_function_is_imported_with_all_that_the_server_knows_of_it()
    {
        var (name, database) = (Cluster.Name("known"), Cluster.Name("home"));
        await Cluster.ExecuteAsync($"CREATE DATABASE {database}");
        var config = Function(name, $"database = \"{database}\"\n schema = \"public\"\n returns = \"integer\"\n body = \"SELECT 1\"\n language = \"sql\"\n arg {{\n type = \"character varying\"\n name = \"a\"\n}}");
        await ApplyAsync(config);
        await Test.ImportAsync(Address, $"{database}.public.{name}(character varying)");
        await Cluster.ExecuteAsync($"DROP DATABASE {database} WITH (FORCE)");
        Assert.Equal(ChangeAction.Create, (await PlanAsync(config)).Action(Address));
    }

    [Theory]
    [InlineData("returns = \"int; DROP TABLE x\"", "int; DROP TABLE x")]
    [InlineData("arg {\n type = \"int) --\"\n}", "int) --")]
    public async Task What_is_no_type_is_not_sent(string rest, string type) =>
        Assert.Contains($"\"{type}\" is no type", (await Test.FailsAsync(Config(Function(Cluster.Name("evil"), rest + "\n body = \"x\"")), "Unable to create postgresql_function", TestContext.Current.CancellationToken)).Detail, StringComparison.Ordinal);
}
