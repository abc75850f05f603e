using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Namespaces;

internal sealed class NamespaceResource : HousedResource<DatabaseSchema>
{
    protected override string Noun => "schema";

    protected override string? ChangeableName(DatabaseSchema model) => model.Name;

    protected override Task MakeAsync(PostgresServer server, string database, DatabaseSchema plan, CancellationToken cancellation) => server.ChangeAsync(database, async session =>
    {
        var isThere = plan.IfNotExists && await Existence.OfSchemaAsync(session, plan.Name, cancellation).ConfigureAwait(false);
        var rights = await BorrowedRoles.TakeAsync(session, await OwnersAsync(session, plan.Name, plan.Owner, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        var owner = plan.Owner is { Length: > 0 } named ? Sql.Name(named) : null;
        if (!isThere) await session.ExecuteAsync($"CREATE SCHEMA {Sql.Name(plan.Name)}{(owner is null ? "" : $" AUTHORIZATION {owner}")}", cancellation).ConfigureAwait(false);
        else if (owner is not null) await session.ExecuteAsync($"ALTER SCHEMA {Sql.Name(plan.Name)} OWNER TO {owner}", cancellation).ConfigureAwait(false);
        await SetPoliciesAsync(session, plan, [], cancellation).ConfigureAwait(false);
        await rights.GiveBackAsync(cancellation).ConfigureAwait(false);
    }, cancellation);

    protected override Task AlterAsync(PostgresServer server, string database, DatabaseSchema plan, DatabaseSchema prior, CancellationToken cancellation) => server.ChangeAsync(database, async session =>
    {
        var rights = await BorrowedRoles.TakeAsync(session, await OwnersAsync(session, prior.Name, plan.Owner, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        if (plan.Name != prior.Name) await session.ExecuteAsync($"ALTER SCHEMA {Sql.Name(prior.Name)} RENAME TO {Sql.Name(plan.Name)}", cancellation).ConfigureAwait(false);
        if (plan.Owner is { Length: > 0 } owner && owner != prior.Owner) await session.ExecuteAsync($"ALTER SCHEMA {Sql.Name(plan.Name)} OWNER TO {Sql.Name(owner)}", cancellation).ConfigureAwait(false);
        await SetPoliciesAsync(session, plan, prior.Policy, cancellation).ConfigureAwait(false);
        await rights.GiveBackAsync(cancellation).ConfigureAwait(false);
    }, cancellation);

    protected override async Task<DatabaseSchema?> FindAsync(ServerSession session, DatabaseSchema state, CancellationToken cancellation)
    {
        var owner = await session.FirstAsync("SELECT pg_catalog.pg_get_userbyid(nspowner)::text FROM pg_catalog.pg_namespace WHERE nspname = $1", [state.Name], r => r.GetString(0), cancellation).ConfigureAwait(false);
        if (owner is null) return null;
        if (state.Owner is not "") state.Owner = owner;
        state.Policy = await ReadPoliciesAsync(session, state, cancellation).ConfigureAwait(false);
        return state;
    }

    protected override Task DropAsync(PostgresServer server, string database, DatabaseSchema state, CancellationToken cancellation) => server.ChangeAsync(database, async session =>
    {
        if (!await Existence.OfSchemaAsync(session, state.Name, cancellation).ConfigureAwait(false)) return;
        var owners = await OwnersAsync(session, state.Name, null, cancellation).ConfigureAwait(false);
        await BorrowedRoles.RunAsync(session, owners, [$"DROP SCHEMA {Sql.Name(state.Name)} {Sql.Dependents(state.DropCascade)}"], cancellation).ConfigureAwait(false);
    }, cancellation);

    protected override ValueTask ImportAsync(ImportContext<DatabaseSchema> context, CancellationToken cancellation)
    {
        if (Imports.DatabaseAndName(context, "a schema") is var (database, name))
            context.Found(new DatabaseSchema { Id = context.Id, Database = database, Name = name, IfNotExists = true, Policy = [] });
        return ValueTask.CompletedTask;
    }

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
            var statements = (rights ?? SchemaRights.None).ChangeTo(wanted.GetValueOrDefault(role, SchemaRights.None), plan.Name, role);
            await session.ExecuteAsync(statements, cancellation).ConfigureAwait(false);
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
