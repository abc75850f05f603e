using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Extensions;

internal sealed class ExtensionResource : HousedResource<Extension>
{
    protected override string Noun => "extension";

    protected override Task MakeAsync(PostgresServer server, string database, Extension plan, CancellationToken cancellation) => server.ChangeAsync(database, async session =>
    {
        if (await FindAsync(session, plan.Name, cancellation).ConfigureAwait(false) is { } present) await MoveAsync(session, plan, present, cancellation).ConfigureAwait(false);
        else await session.ExecuteAsync(Create(plan), cancellation).ConfigureAwait(false);
    }, cancellation);

    protected override Task AlterAsync(PostgresServer server, string database, Extension plan, Extension prior, CancellationToken cancellation) =>
        server.ChangeAsync(database, session => MoveAsync(session, plan, new Placement(prior.Schema ?? "", prior.Version ?? ""), cancellation), cancellation);

    protected override async Task<Extension?> FindAsync(ServerSession session, Extension state, CancellationToken cancellation)
    {
        if (await FindAsync(session, state.Name, cancellation).ConfigureAwait(false) is not { } found) return null;
        if (state.Schema is not "") state.Schema = found.Schema;
        if (state.Version is not "") state.Version = found.Version;
        return state;
    }

    protected override Task DropAsync(PostgresServer server, string database, Extension state, CancellationToken cancellation) =>
        server.ChangeAsync(database, session => session.ExecuteAsync($"DROP EXTENSION IF EXISTS {Sql.Name(state.Name)} {Sql.Dependents(state.DropCascade)}", cancellation), cancellation);

    protected override ValueTask ImportAsync(ImportContext<Extension> context, CancellationToken cancellation)
    {
        if (Imports.DatabaseAndName(context, "an extension") is var (database, name)) context.Found(new Extension { Id = context.Id, Database = database, Name = name });
        return ValueTask.CompletedTask;
    }

    private static string Create(Extension plan) =>
        $"CREATE EXTENSION {Sql.Name(plan.Name)}"
        + (plan.Schema is { Length: > 0 } schema ? $" SCHEMA {Sql.Name(schema)}" : "")
        + (plan.Version is { Length: > 0 } version ? $" VERSION {Sql.Name(version)}" : "")
        + (plan.CreateCascade ? " CASCADE" : "");

    /// <summary>Brings an extension that is there to the schema and the version that are asked for.</summary>
    private static async Task MoveAsync(ServerSession session, Extension plan, Placement present, CancellationToken cancellation)
    {
        if (plan.Schema is { Length: > 0 } schema && schema != present.Schema)
            await session.ExecuteAsync($"ALTER EXTENSION {Sql.Name(plan.Name)} SET SCHEMA {Sql.Name(schema)}", cancellation).ConfigureAwait(false);
        if (plan.Version is { Length: > 0 } version && version != present.Version)
            await session.ExecuteAsync($"ALTER EXTENSION {Sql.Name(plan.Name)} UPDATE TO {Sql.Name(version)}", cancellation).ConfigureAwait(false);
    }

    private static Task<Placement?> FindAsync(ServerSession session, string name, CancellationToken cancellation) => session.FirstAsync(
        "SELECT n.nspname::text, e.extversion FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = $1",
        [name], r => new Placement(r.GetString(0), r.GetString(1)), cancellation);

    private sealed record Placement(string Schema, string Version);
}
