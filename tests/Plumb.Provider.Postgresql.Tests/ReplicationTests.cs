using System.Globalization;
using Plumb.Engine.Planning.Model;

namespace Plumb.Provider.Postgresql.Tests;

public sealed class ReplicationTests(PostgresCluster cluster) : PostgresTest(cluster)
{
    private const string Published = "postgresql_publication.p";

    private static string Publication(string name, string rest) => $"resource \"postgresql_publication\" \"p\" {{\n name = \"{name}\"\n {rest}\n}}";

    [Fact]
    public async Task A_publication_lives_changes_drifts_and_goes()
    {
        var (name, renamed, owner) = (Cluster.Name("Pub"), Cluster.Name("pub"), Cluster.Name("owner"));
        var (one, two) = (Cluster.Name("one"), Cluster.Name("two"));
        await Cluster.ExecuteAsync($"CREATE ROLE {owner} SUPERUSER; CREATE TABLE {one} (id int PRIMARY KEY); CREATE TABLE {two} (id int PRIMARY KEY)");
        await ApplyAsync(Publication(name, $"tables = [\"{one}\"]"));
        Assert.Equal(($"postgres.{name}", "postgres"), (Test.Attribute(Published, "id"), Test.Attribute(Published, "owner")));

        var changed = Publication(renamed, $"tables = [\"public.{one}\", \"{two}\"]\n owner = \"{owner}\"\n publish_param = [\"update\", \"insert\"]\n publish_via_partition_root_param = true");
        Assert.Equal(ChangeAction.Update, (await PlanAsync(changed)).Action(Published));
        await ApplyAsync(changed);
        Assert.Equal("t t f f t 2", await Cluster.AskAsync($"SELECT concat_ws(' ', left(pubinsert::text, 1), left(pubupdate::text, 1), left(pubdelete::text, 1), left(pubtruncate::text, 1), left(pubviaroot::text, 1), (SELECT count(*) FROM pg_publication_tables t WHERE t.pubname = p.pubname)) FROM pg_publication p WHERE pubname = '{renamed}'"));
        await DriftsAsync(Published, changed, $"ALTER PUBLICATION {renamed} DROP TABLE {two}");
        await DriftsAsync(Published, changed, $"ALTER PUBLICATION {renamed} SET (publish = 'delete')");
        await DriftsAsync(Published, changed, $"ALTER PUBLICATION {renamed} OWNER TO postgres");
        await ApplyAsync(Publication(renamed, "tables = []"));
        Assert.Equal("0", await Cluster.AskAsync($"SELECT count(*) FROM pg_publication_tables WHERE pubname = '{renamed}'"));
        Assert.Equal(["all_tables"], (await PlanAsync(Publication(renamed, "all_tables = true"))).ReplacedBy(Published));
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0", await Cluster.AskAsync($"SELECT count(*) FROM pg_publication WHERE pubname = '{renamed}'"));
    }

    [Fact]
    public async Task A_publication_of_all_tables_is_imported()
    {
        var (name, database) = (Cluster.Name("all"), Cluster.Name("source"));
        await Cluster.ExecuteAsync($"CREATE DATABASE {database}");
        await ApplyAsync(Publication(name, $"database = \"{database}\"\n all_tables = true"));
        await Cluster.ExecuteAsync("CREATE TABLE later (id int)", database);
        Assert.Equal(ChangeAction.NoOp, (await PlanAsync(Publication(name, $"database = \"{database}\"\n all_tables = true"))).Action(Published));
        await Test.ImportAsync(Published, $"{database}.{name}");
    }

    [Fact]
    public async Task Slots_live_are_imported_and_go()
    {
        var (logical, physical) = (Cluster.Name("logical"), Cluster.Name("physical"));
        var config = $$"""
            resource "postgresql_replication_slot" "l" {
              name   = "{{logical}}"
              plugin = "pgoutput"
            }
            resource "postgresql_physical_replication_slot" "p" {
              name = "{{physical}}"
            }
            """;
        await ApplyAsync(config);
        Assert.Equal("2", await Cluster.AskAsync($"SELECT count(*) FROM pg_replication_slots WHERE slot_name IN ('{logical}', '{physical}')"));
        await Test.ImportAsync("postgresql_replication_slot.l", $"postgres.{logical}");
        await Test.ImportAsync("postgresql_physical_replication_slot.p", physical);
        await DriftsAsync("postgresql_replication_slot.l", config, $"SELECT pg_drop_replication_slot('{logical}')", ChangeAction.Create);
        await DriftsAsync("postgresql_physical_replication_slot.p", config, $"SELECT pg_drop_replication_slot('{physical}')", ChangeAction.Create);
        Assert.Equal(["plugin"], (await PlanAsync(config.Replace("pgoutput", "test_decoding", StringComparison.Ordinal))).ReplacedBy("postgresql_replication_slot.l"));
        await Test.DestroyAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0", await Cluster.AskAsync($"SELECT count(*) FROM pg_replication_slots WHERE slot_name IN ('{logical}', '{physical}')"));
    }

    [Fact]
    public async Task A_subscription_follows_another_server_and_takes_its_slot_along()
    {
        // One that makes its slot in its own server would wait for itself for ever.
        var publisher = new PostgresCluster();
        await publisher.InitializeAsync();
        try
        {
            Assert.SkipWhen(publisher.AbsentBecause is not null, publisher.AbsentBecause ?? "");
            var (name, table) = (Cluster.Name("sub"), Cluster.Name("followed"));
            await publisher.ExecuteAsync($"CREATE TABLE {table} (id int PRIMARY KEY); INSERT INTO {table} VALUES (1); CREATE PUBLICATION news FOR TABLE {table}; CREATE PUBLICATION other");
            await Cluster.ExecuteAsync($"CREATE TABLE {table} (id int PRIMARY KEY)");
            var connection = string.Create(CultureInfo.InvariantCulture, $"host={publisher.Folder} port={publisher.Port} dbname=postgres user=postgres password=hush-hush");
            string Subscription(string rest = "", string publications = "\"news\"") => $"resource \"postgresql_subscription\" \"s\" {{\n name = \"{name}\"\n conninfo = \"{connection}\"\n publications = [{publications}]\n {rest}\n}}";

            await ApplyAsync(Subscription());
            Assert.Equal($"postgres.{name}", Test.Attribute("postgresql_subscription.s", "id"));
            Assert.Equal("1", await publisher.AskAsync($"SELECT count(*) FROM pg_replication_slots WHERE slot_name = '{name}'"));
            await Test.ImportAsync("postgresql_subscription.s", $"postgres.{name}");
            Assert.Equal(["publications"], (await PlanAsync(Subscription(publications: "\"news\", \"other\""))).ReplacedBy("postgresql_subscription.s"));
            await Test.DestroyAsync(TestContext.Current.CancellationToken);
            Assert.Equal("0", await publisher.AskAsync("SELECT count(*) FROM pg_replication_slots"));

            // A slot that somebody else made stays.
            await publisher.ExecuteAsync("SELECT pg_create_logical_replication_slot('kept', 'pgoutput')");
            await ApplyAsync(Subscription("create_slot = false\n slot_name = \"kept\""));
            await Test.DestroyAsync(TestContext.Current.CancellationToken);
            Assert.Equal("1", await publisher.AskAsync("SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'kept'"));
            Assert.Equal("0", await Cluster.AskAsync($"SELECT count(*) FROM pg_subscription WHERE subname = '{name}'"));

            connection = connection.Replace("host=" + publisher.Folder, "host=/nowhere connect_timeout=5", StringComparison.Ordinal);
            var fault = await Test.FailsAsync(Config(Subscription()), "No connection to PostgreSQL", TestContext.Current.CancellationToken);
            Assert.DoesNotContain("hush-hush", fault.Detail, StringComparison.Ordinal);
        }
        finally
        {
            await publisher.DisposeAsync();
        }
    }
}
