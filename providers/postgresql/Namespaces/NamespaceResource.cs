using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Namespaces;

internal sealed class NamespaceResource : ServerResource<DatabaseSchema>
{
    protected override string Noun => "schema";

    protected override ValueTask PlanAsync(PlanContext<DatabaseSchema> context, CancellationToken cancellation)
    {
        if (context.Prior is { } prior && prior.Name != context.Config.Name) context.MarkUnknown(DatabaseSchema.Paths.Id);
        return ValueTask.CompletedTask;
    }

    protected override async Task<DatabaseSchema?> CreateAsync(PostgresServer server, DatabaseSchema plan, ApplyContext<DatabaseSchema> context, CancellationToken cancellation)
    {
        var database = DatabaseOf(server, plan);
        await server.ChangeAsync(database, async session =>
        {
            var isThere = plan.IfNotExists && await Existence.OfSchemaAsync(session, plan.Name, cancellation).ConfigureAwait(false);
            var rights = await BorrowedRoles.TakeAsync(session, await OwnersAsync(session, plan.Name, plan.Owner, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            var owner = plan.Owner is { Length: > 0 } named ? Sql.Name(named) : null;
            if (!isThere) await session.ExecuteAsync($"CREATE SCHEMA {Sql.Name(plan.Name)}{(owner is null ? "" : $" AUTHORIZATION {owner}")}", cancellation).ConfigureAwait(false);
            else if (owner is not null) await session.ExecuteAsync($"ALTER SCHEMA {Sql.Name(plan.Name)} OWNER TO {owner}", cancellation).ConfigureAwait(false);
            await SetPoliciesAsync(session, plan, [], cancellation).ConfigureAwait(false);
            await rights.GiveBackAsync(cancellation).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
        plan.Id = $"{database}.{plan.Name}";
        context.Save(plan);
        return await ReadAsync(server, plan, cancellation).ConfigureAwait(false);
    }

    protected override async Task<DatabaseSchema?> UpdateAsync(PostgresServer server, DatabaseSchema plan, DatabaseSchema prior, ApplyContext<DatabaseSchema> context, CancellationToken cancellation)
    {
        var database = DatabaseOf(server, prior);
        await server.ChangeAsync(database, async session =>
        {
            var rights = await BorrowedRoles.TakeAsync(session, await OwnersAsync(session, prior.Name, plan.Owner, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            if (plan.Name != prior.Name) await session.ExecuteAsync($"ALTER SCHEMA {Sql.Name(prior.Name)} RENAME TO {Sql.Name(plan.Name)}", cancellation).ConfigureAwait(false);
            if (plan.Owner is { Length: > 0 } owner && owner != prior.Owner) await session.ExecuteAsync($"ALTER SCHEMA {Sql.Name(plan.Name)} OWNER TO {Sql.Name(owner)}", cancellation).ConfigureAwait(false);
            await SetPoliciesAsync(session, plan, prior.Policy, cancellation).ConfigureAwait(false);
            await rights.GiveBackAsync(cancellation).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
        plan.Id = $"{database}.{plan.Name}";
        context.Save(plan);
        return await ReadAsync(server, plan, cancellation).ConfigureAwait(false);
    }

    protected override async Task<DatabaseSchema?> ReadAsync(PostgresServer server, DatabaseSchema state, CancellationToken cancellation)
    {
        var database = DatabaseOf(server, state);
        if (!await Existence.OfDatabaseAsync(server, database, cancellation).ConfigureAwait(false)) return null;
        return await server.AskAsync(database, async session =>
        {
            var owner = await session.FirstAsync("SELECT pg_catalog.pg_get_userbyid(nspowner)::text FROM pg_catalog.pg_namespace WHERE nspname = $1", [state.Name], r => r.GetString(0), cancellation).ConfigureAwait(false);
            if (owner is null) return null;
            if (state.Owner is not "") state.Owner = owner;
            state.Database ??= database;
            state.Policy = await ReadPoliciesAsync(session, state, cancellation).ConfigureAwait(false);
            return state;
        }, cancellation).ConfigureAwait(false);
    }

    protected override async Task DeleteAsync(PostgresServer server, DatabaseSchema state, CancellationToken cancellation)
    {
        var database = DatabaseOf(server, state);
        if (!await Existence.OfDatabaseAsync(server, database, cancellation).ConfigureAwait(false)) return;
        await server.ChangeAsync(database, async session =>
        {
            if (!await Existence.OfSchemaAsync(session, state.Name, cancellation).ConfigureAwait(false)) return;
            var rights = await BorrowedRoles.TakeAsync(session, await OwnersAsync(session, state.Name, null, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            await session.ExecuteAsync($"DROP SCHEMA {Sql.Name(state.Name)} {(state.DropCascade ? "CASCADE" : "RESTRICT")}", cancellation).ConfigureAwait(false);
            await rights.GiveBackAsync(cancellation).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
    }

    protected override ValueTask ImportAsync(ImportContext<DatabaseSchema> context, CancellationToken cancellation)
    {
        if (Imports.DatabaseAndName(context, "a schema") is var (database, name))
            context.Found(new DatabaseSchema { Id = context.Id, Database = database, Name = name, IfNotExists = true, Policy = [] });
        return ValueTask.CompletedTask;
    }

    private static string DatabaseOf(PostgresServer server, DatabaseSchema schema) => Place.Of(schema.Database, schema.Id, schema.Name) ?? server.Database;

    /// <summary>Those whose rights it takes: the database's owner to create schemas in it, the schema's to change it, the next owner to become that.</summary>
    private static async Task<IEnumerable<string>> OwnersAsync(ServerSession session, string schema, string? next, CancellationToken cancellation)
    {
        var owners = await session.QueryAsync(
            """
            SELECT pg_catalog.pg_get_userbyid(datdba)::text FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()
            UNION SELECT pg_catalog.pg_get_userbyid(nspowner)::text FROM pg_catalog.pg_namespace WHERE nspname = $1 AND pg_catalog.pg_get_userbyid(nspowner) <> 'pg_database_owner'
            """,
            [schema], r => r.GetString(0), cancellation).ConfigureAwait(false);
        return next is { Length: > 0 } ? owners.Append(next) : owners;
    }

    private static async Task SetPoliciesAsync(ServerSession session, DatabaseSchema plan, IEnumerable<SchemaPolicy> before, CancellationToken cancellation)
    {
        var wanted = SchemaRights.Of(plan.Policy);
        var roles = wanted.Keys.Union(before.Select(SchemaRights.Grantee)).Order(StringComparer.Ordinal).ToList();
        if (roles.Count == 0) return;
        var present = await SchemaRights.ReadAsync(session, plan.Name, roles, cancellation).ConfigureAwait(false);
        foreach (var role in roles)
        {
            // A role that is gone took its rights along; one that is wanted and missing is the server's to complain about.
            if (!present.TryGetValue(role, out var rights) && !wanted.ContainsKey(role)) continue;
            foreach (var statement in (rights ?? SchemaRights.None).ChangeTo(wanted.GetValueOrDefault(role, SchemaRights.None), plan.Name, role))
                await session.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The stored policies, but for roles that may do other things by now.</summary>
    private static async Task<List<SchemaPolicy>> ReadPoliciesAsync(ServerSession session, DatabaseSchema state, CancellationToken cancellation)
    {
        var stored = SchemaRights.Of(state.Policy ?? []);
        if (stored.Count == 0) return [];
        var present = await SchemaRights.ReadAsync(session, state.Name, stored.Keys, cancellation).ConfigureAwait(false);
        var changed = stored.Where(s => present.GetValueOrDefault(s.Key, SchemaRights.None) != s.Value).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (state.Policy ?? []).Where(p => !changed.Contains(SchemaRights.Grantee(p))),
            .. changed.Order(StringComparer.Ordinal).Select(role => (Role: role, Rights: present.GetValueOrDefault(role, SchemaRights.None))).Where(c => !c.Rights.IsNone).Select(c => c.Rights.ToPolicy(c.Role)),
        ];
    }
}
