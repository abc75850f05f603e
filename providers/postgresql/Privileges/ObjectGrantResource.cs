using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Privileges;

internal sealed class ObjectGrantResource : ServerResource<ObjectGrant>
{
    protected override string Noun => "grant";

    protected override ValueTask ValidateAsync(ObjectGrant config, ValidateContext context, CancellationToken cancellation)
    {
        if (ObjectKind.Find(config.ObjectType) is not { } kind) return ValueTask.CompletedTask;
        CheckPlace(config, kind, context);
        if (context.IsKnown(ObjectGrant.Paths.Privileges)) PrivilegeRules.Check(config.Privileges, kind, ObjectGrant.Paths.Privileges, context);
        foreach (var name in kind.IsFunction ? config.Objects ?? [] : [])
            if (name is not null && !RoutineName.IsWellFormed(name)) context.Error("Invalid function", $"\"{name}\" is neither a function's name nor a name with the types of the arguments after it, as in \"add(integer, integer)\".", ObjectGrant.Paths.Objects);
        return ValueTask.CompletedTask;
    }

    protected override bool IsWhollyPlanned => true;

    protected override async Task<string> MakeAsync(PostgresServer server, ObjectGrant plan, ApplyContext<ObjectGrant> context, CancellationToken cancellation)
    {
        await ChangeAsync(server, plan, null, cancellation).ConfigureAwait(false);
        return IdOf(plan);
    }

    protected override async Task<string> AlterAsync(PostgresServer server, ObjectGrant plan, ObjectGrant prior, ApplyContext<ObjectGrant> context, CancellationToken cancellation)
    {
        await ChangeAsync(server, plan, prior, cancellation).ConfigureAwait(false);
        return plan.Id;
    }

    protected override async Task<ObjectGrant?> ReadAsync(PostgresServer server, ObjectGrant state, CancellationToken cancellation)
    {
        if (!await Existence.OfDatabaseAsync(server, state.Database, cancellation).ConfigureAwait(false)) return null;
        return await server.AskAsync(Place(server, state), async session =>
        {
            if (!await IsPossibleAsync(session, state, cancellation).ConfigureAwait(false)) return null;
            var statements = new GrantStatements(state, session.Version);
            var held = await GrantedObjects.ReadAsync(session, state, cancellation).ConfigureAwait(false);
            if (held.FirstOrDefault(h => !statements.IsMet(h)) is { } other) state.Privileges = Seen(state, statements, other);
            return state;
        }, cancellation).ConfigureAwait(false);
    }

    protected override async Task DeleteAsync(PostgresServer server, ObjectGrant state, CancellationToken cancellation)
    {
        if (!await Existence.OfDatabaseAsync(server, state.Database, cancellation).ConfigureAwait(false)) return;
        await server.ChangeAsync(Place(server, state), async session =>
        {
            if (!await IsPossibleAsync(session, state, cancellation).ConfigureAwait(false)) return;
            var held = await GrantedObjects.ReadAsync(session, state, cancellation).ConfigureAwait(false);
            await RunAsync(session, state, new GrantStatements(state, session.Version).Remove(held), cancellation).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
    }

    protected override ValueTask ImportAsync(ImportContext<ObjectGrant> context, CancellationToken cancellation) => Imports.RefuseAsync(context, Type);

    private static Task ChangeAsync(PostgresServer server, ObjectGrant plan, ObjectGrant? prior, CancellationToken cancellation) => server.ChangeAsync(Place(server, plan), async session =>
    {
        var held = await GrantedObjects.ReadAsync(session, plan, cancellation).ConfigureAwait(false);
        await RunAsync(session, plan, new GrantStatements(plan, session.Version).Change(held, prior), cancellation).ConfigureAwait(false);
    }, cancellation);

    /// <summary>Databases belong to none, and may be closed to connections; everything else is changed from inside its database.</summary>
    private static string Place(PostgresServer server, ObjectGrant grant) => grant.ObjectType == "database" ? server.Database : grant.Database;

    private static async Task RunAsync(ServerSession session, ObjectGrant grant, IEnumerable<string> statements, CancellationToken cancellation) =>
        await BorrowedRoles.RunAsync(session, await OwnersAsync(session, grant, cancellation).ConfigureAwait(false), statements, cancellation).ConfigureAwait(false);

    /// <summary>The owners of the schema and of what is in it. Nobody can be a member of pg_database_owner, who is the owner of the database.</summary>
    private static async Task<IEnumerable<string>> OwnersAsync(ServerSession session, ObjectGrant grant, CancellationToken cancellation)
    {
        if (grant.Schema is not { Length: > 0 } schema || !ObjectKind.Of(grant.ObjectType).HasSchema) return [];
        return await session.QueryAsync(
            """
            SELECT DISTINCT CASE WHEN o.name = 'pg_database_owner' THEN (SELECT pg_catalog.pg_get_userbyid(d.datdba) FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())::text ELSE o.name END
            FROM (SELECT pg_catalog.pg_get_userbyid(n.nspowner)::text AS name, n.oid FROM pg_catalog.pg_namespace n
                  UNION SELECT pg_catalog.pg_get_userbyid(c.relowner)::text, c.relnamespace FROM pg_catalog.pg_class c
                  UNION SELECT pg_catalog.pg_get_userbyid(p.proowner)::text, p.pronamespace FROM pg_catalog.pg_proc p) o
            JOIN pg_catalog.pg_namespace n ON n.oid = o.oid WHERE n.nspname = $1
            """,
            [schema], r => r.GetString(0), cancellation).ConfigureAwait(false);
    }

    private static async Task<bool> IsPossibleAsync(ServerSession session, ObjectGrant grant, CancellationToken cancellation) =>
        await Existence.OfRoleAsync(session, grant.Role, cancellation).ConfigureAwait(false)
        && (!ObjectKind.Of(grant.ObjectType).HasSchema || await Existence.OfSchemaAsync(session, grant.Schema ?? "", cancellation).ConfigureAwait(false));

    /// <summary>What is there instead of what is stored. A privilege that may not be passed on, and should, counts as missing.</summary>
    private static HashSet<string> Seen(ObjectGrant state, GrantStatements statements, HeldPrivileges held)
    {
        var seen = held.Privileges.Where(p => state.ObjectType != "column" || statements.Wanted.Contains(p));
        return [.. state.WithGrantOption ? seen.Where(held.Grantable.Contains) : seen];
    }

    private static string IdOf(ObjectGrant grant)
    {
        IEnumerable<string> parts = [grant.Role, grant.Database];
        if (ObjectKind.Of(grant.ObjectType).HasSchema) parts = parts.Append(grant.Schema ?? "");
        return string.Join('_', [.. parts, grant.ObjectType, .. (grant.Objects ?? []).Order(StringComparer.Ordinal), .. (grant.Columns ?? []).Order(StringComparer.Ordinal)]);
    }

    private static void CheckPlace(ObjectGrant config, ObjectKind kind, ValidateContext context)
    {
        if (kind.HasSchema && context.IsKnown(ObjectGrant.Paths.Schema) && config.Schema is null or "")
            context.Error("Missing schema", $"A grant on objects of the type {kind.Name} needs the schema.", ObjectGrant.Paths.Schema);
        if (context.IsKnown(ObjectGrant.Paths.Objects))
        {
            var count = config.Objects?.Count ?? 0;
            if (kind.Name is "database" or "schema" && count > 0)
                context.Error("Objects not allowed", $"A grant on a {kind.Name} names no objects: it is about the {kind.Name} itself.", ObjectGrant.Paths.Objects);
            if (kind.Name is "column" or "foreign_data_wrapper" or "foreign_server" && count != 1)
                context.Error("One object expected", $"A grant on objects of the type {kind.Name} names one {(kind.Name == "column" ? "table" : "object")}, and {count} are named.", ObjectGrant.Paths.Objects);
        }
        if (!context.IsKnown(ObjectGrant.Paths.Columns)) return;
        var hasColumns = config.Columns is { Count: > 0 };
        if (kind.Name == "column" && !hasColumns) context.Error("Missing columns", "A grant on columns names them.", ObjectGrant.Paths.Columns);
        if (kind.Name != "column" && hasColumns) context.Error("Columns not allowed", "Only a grant on objects of the type column names columns.", ObjectGrant.Paths.Columns);
        if (kind.Name == "column" && context.IsKnown(ObjectGrant.Paths.Privileges) && config.Privileges.Count == 0)
            context.Error("Missing privileges", "A grant on columns needs a privilege: several such grants may be about the same columns, so that none of them can take all away.", ObjectGrant.Paths.Privileges);
    }
}
