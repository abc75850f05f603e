using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Replication;

internal sealed class PublicationResource : HousedResource<Publication>
{
    private static readonly string[] _changes = ["insert", "update", "delete", "truncate"];

    protected override string Noun => "publication";

    protected override string? ChangeableName(Publication model) => model.Name;

    protected override Task MakeAsync(PostgresServer server, string database, Publication plan, CancellationToken cancellation) =>
        server.ChangeAsync(database, session => session.ExecuteAsync(Creation(plan), cancellation), cancellation);

    protected override Task AlterAsync(PostgresServer server, string database, Publication plan, Publication prior, CancellationToken cancellation) =>
        server.ChangeAsync(database, session => session.ExecuteAsync(Changes(plan, prior), cancellation), cancellation);

    protected override async Task<Publication?> FindAsync(ServerSession session, Publication state, CancellationToken cancellation)
    {
        if (await ReadCatalogAsync(session, state.Name, cancellation).ConfigureAwait(false) is not { } found) return null;
        (state.Owner, state.AllTables) = (found.Owner, found.AllTables);
        // What all tables are is no choice of anybody's.
        if (found.AllTables) state.Tables = [];
        else if (state.Tables is null || !state.Tables.Select(Whole).ToHashSet(StringComparer.Ordinal).SetEquals(found.Tables)) state.Tables = [.. found.Tables];
        if (state.PublishParam is null || !state.PublishParam.ToHashSet(StringComparer.Ordinal).SetEquals(found.Published)) state.PublishParam = found.Published;
        if (state.PublishViaPartitionRootParam is not null || found.ViaRoot) state.PublishViaPartitionRootParam = found.ViaRoot;
        return state;
    }

    protected override Task DropAsync(PostgresServer server, string database, Publication state, CancellationToken cancellation) =>
        server.ChangeAsync(database, session => session.ExecuteAsync($"DROP PUBLICATION IF EXISTS {Sql.Name(state.Name)} {Sql.Dependents(state.DropCascade)}", cancellation), cancellation);

    protected override ValueTask ImportAsync(ImportContext<Publication> context, CancellationToken cancellation)
    {
        if (Imports.DatabaseAndName(context, "a publication") is var (database, name)) context.Found(new Publication { Id = context.Id, Database = database, Name = name });
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Creation(Publication plan)
    {
        var what = plan.AllTables == true ? " FOR ALL TABLES" : plan.Tables is { Count: > 0 } tables ? $" FOR TABLE {Tables(tables)}" : "";
        var how = Parameters(plan, null);
        yield return $"CREATE PUBLICATION {Sql.Name(plan.Name)}{what}{(how.Length > 0 ? $" WITH ({how})" : "")}";
        if (plan.Owner is { } owner) yield return $"ALTER PUBLICATION {Sql.Name(plan.Name)} OWNER TO {Sql.Name(owner)}";
    }

    private static IEnumerable<string> Changes(Publication plan, Publication prior)
    {
        var name = Sql.Name(plan.Name);
        if (plan.Name != prior.Name) yield return $"ALTER PUBLICATION {Sql.Name(prior.Name)} RENAME TO {name}";
        if (plan.Owner is { } owner && owner != prior.Owner) yield return $"ALTER PUBLICATION {name} OWNER TO {Sql.Name(owner)}";
        if (plan.AllTables != true && plan.Tables is { } tables && !tables.SetEquals(prior.Tables ?? []))
            yield return tables.Count > 0 ? $"ALTER PUBLICATION {name} SET TABLE {Tables(tables)}" : $"ALTER PUBLICATION {name} DROP TABLE {Tables(prior.Tables ?? [])}";
        if (Parameters(plan, prior) is { Length: > 0 } how && how != Parameters(prior, null)) yield return $"ALTER PUBLICATION {name} SET ({how})";
    }

    /// <param name="prior">What is there; null where nothing is yet.</param>
    private static string Parameters(Publication plan, Publication? prior)
    {
        var given = new List<string>();
        // What is taken out of the configuration is as if it had never been in it.
        if ((plan.PublishViaPartitionRootParam ?? (prior?.PublishViaPartitionRootParam == true ? false : null)) is { } viaRoot) given.Add($"publish_via_partition_root = {(viaRoot ? "true" : "false")}");
        if (plan.PublishParam is { } published) given.Add($"publish = {Sql.Text(string.Join(", ", published))}");
        return string.Join(", ", given);
    }

    private static string Tables(IEnumerable<string> tables) => string.Join(", ", tables.Order(StringComparer.Ordinal).Select(t => Whole(t).Split('.', 2) is [var schema, var name] ? Sql.Name(schema, name) : Sql.Name(t)));

    private static string Whole(string table) => table.Contains('.', StringComparison.Ordinal) ? table : "public." + table;

    private static Task<Catalogued?> ReadCatalogAsync(ServerSession session, string name, CancellationToken cancellation) => session.FirstAsync(
        $"""
        SELECT pg_catalog.pg_get_userbyid(p.pubowner)::text, p.puballtables, ARRAY[p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate], {(session.Version >= 13 ? "p.pubviaroot" : "false")},
               ARRAY(SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_class c ON c.oid = r.prrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE r.prpubid = p.oid ORDER BY 1)
        FROM pg_catalog.pg_publication p WHERE p.pubname = $1
        """,
        [name], r => new Catalogued(r.GetString(0), r.GetBoolean(1), [.. _changes.Zip(r.GetFieldValue<bool[]>(2)).Where(c => c.Second).Select(c => c.First)], r.GetBoolean(3), r.GetFieldValue<string[]>(4)), cancellation);

    private sealed record Catalogued(string Owner, bool AllTables, List<string> Published, bool ViaRoot, string[] Tables);
}
