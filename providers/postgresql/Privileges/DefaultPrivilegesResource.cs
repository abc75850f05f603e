using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Privileges;

internal sealed class DefaultPrivilegesResource : ServerResource<DefaultPrivileges>
{
    protected override string Noun => "default privileges";

    protected override ValueTask ValidateAsync(DefaultPrivileges config, ValidateContext context, CancellationToken cancellation)
    {
        if (ObjectKind.Find(config.ObjectType) is not { } kind) return ValueTask.CompletedTask;
        if (kind.Name == "schema" && config.Schema is { Length: > 0 })
            context.Error("Schema not allowed", "Schemas are not created in schemas: default privileges on objects of the type schema name none.", DefaultPrivileges.Paths.Schema);
        if (config.WithGrantOption && config.Role == Sql.Public)
            context.Error("Grant option not allowed", "Everyone cannot be given the right to pass privileges on; PostgreSQL knows that for single roles only.", DefaultPrivileges.Paths.WithGrantOption);
        if (context.IsKnown(DefaultPrivileges.Paths.Privileges)) PrivilegeRules.Check(config.Privileges, kind, DefaultPrivileges.Paths.Privileges, context);
        return ValueTask.CompletedTask;
    }

    protected override bool IsWhollyPlanned => true;

    protected override async Task<string> MakeAsync(PostgresServer server, DefaultPrivileges plan, ApplyContext<DefaultPrivileges> context, CancellationToken cancellation)
    {
        await SetAsync(server, plan, cancellation).ConfigureAwait(false);
        return string.Join('_', plan.Role, plan.Database, plan.Schema is { Length: > 0 } schema ? schema : "noschema", plan.Owner, plan.ObjectType);
    }

    protected override async Task<string> AlterAsync(PostgresServer server, DefaultPrivileges plan, DefaultPrivileges prior, ApplyContext<DefaultPrivileges> context, CancellationToken cancellation)
    {
        await SetAsync(server, plan, cancellation).ConfigureAwait(false);
        return plan.Id;
    }

    protected override async Task<DefaultPrivileges?> ReadAsync(PostgresServer server, DefaultPrivileges state, CancellationToken cancellation)
    {
        if (!await Existence.OfDatabaseAsync(server, state.Database, cancellation).ConfigureAwait(false)) return null;
        return await server.AskAsync(state.Database, async session =>
        {
            if (!await IsPossibleAsync(session, state, cancellation).ConfigureAwait(false)) return null;
            var held = await HeldAsync(session, state, cancellation).ConfigureAwait(false);
            if (held.Privileges.Count == 0 && state.Privileges.Count > 0) return null;
            var wanted = ObjectKind.Of(state.ObjectType).Meant(state.Privileges, session.Version);
            if (!wanted.SetEquals(held.Privileges)) state.Privileges = [.. held.Privileges];
            else if (state.WithGrantOption && !wanted.IsSubsetOf(held.Grantable)) state.Privileges = [.. held.Grantable];
            return state;
        }, cancellation).ConfigureAwait(false);
    }

    protected override async Task DeleteAsync(PostgresServer server, DefaultPrivileges state, CancellationToken cancellation)
    {
        if (!await Existence.OfDatabaseAsync(server, state.Database, cancellation).ConfigureAwait(false)) return;
        await server.ChangeAsync(state.Database, async session =>
        {
            if (!await IsPossibleAsync(session, state, cancellation).ConfigureAwait(false)) return;
            await BorrowedRoles.RunAsync(session, [state.Owner], [$"{Alter(state)} REVOKE ALL ON {Objects(state)} FROM {Sql.Grantee(state.Role)}"], cancellation).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
    }

    protected override ValueTask ImportAsync(ImportContext<DefaultPrivileges> context, CancellationToken cancellation) => Imports.RefuseAsync(context, Type);

    private static Task SetAsync(PostgresServer server, DefaultPrivileges plan, CancellationToken cancellation) =>
        server.ChangeAsync(plan.Database, session => BorrowedRoles.RunAsync(session, [plan.Owner], Statements(plan), cancellation), cancellation);

    /// <summary>Both in one transaction, and about objects that do not exist yet: nobody is without privileges in between.</summary>
    private static IEnumerable<string> Statements(DefaultPrivileges plan)
    {
        yield return $"{Alter(plan)} REVOKE ALL ON {Objects(plan)} FROM {Sql.Grantee(plan.Role)}";
        if (plan.Privileges.Count > 0)
            yield return $"{Alter(plan)} GRANT {string.Join(", ", plan.Privileges.Order(StringComparer.Ordinal))} ON {Objects(plan)} TO {Sql.Grantee(plan.Role)}{(plan.WithGrantOption ? " WITH GRANT OPTION" : "")}";
    }

    private static string Alter(DefaultPrivileges plan) =>
        $"ALTER DEFAULT PRIVILEGES FOR ROLE {Sql.Name(plan.Owner)}{(plan.Schema is { Length: > 0 } schema ? $" IN SCHEMA {Sql.Name(schema)}" : "")}";

    private static string Objects(DefaultPrivileges plan) => ObjectKind.Of(plan.ObjectType).Keyword + "S";

    private static async Task<bool> IsPossibleAsync(ServerSession session, DefaultPrivileges state, CancellationToken cancellation) =>
        await Existence.OfRoleAsync(session, state.Role, cancellation).ConfigureAwait(false)
        && await Existence.OfRoleAsync(session, state.Owner, cancellation).ConfigureAwait(false)
        && (state.Schema is not { Length: > 0 } schema || await Existence.OfSchemaAsync(session, schema, cancellation).ConfigureAwait(false));

    /// <summary>In a schema privileges are added to those that hold anywhere; anywhere, those that are built in hold until others are set.</summary>
    private static async Task<HeldPrivileges> HeldAsync(ServerSession session, DefaultPrivileges state, CancellationToken cancellation)
    {
        var (type, acl) = state.ObjectType switch
        {
            "table" => ('r', 'r'),
            "sequence" => ('S', 's'),
            "type" => ('T', 'T'),
            "schema" => ('n', 'n'),
            _ => ('f', 'f'),
        };
        var held = await session.FirstAsync(
            $"""
            SELECT ARRAY(SELECT a.privilege_type::text FROM pg_catalog.aclexplode(d.acl) a WHERE a.grantee = d.grantee),
                   ARRAY(SELECT a.privilege_type::text FROM pg_catalog.aclexplode(d.acl) a WHERE a.grantee = d.grantee AND a.is_grantable)
            FROM (SELECT COALESCE(
                             (SELECT x.defaclacl FROM pg_catalog.pg_default_acl x WHERE x.defaclrole = o.oid AND x.defaclobjtype = '{type}'
                              AND x.defaclnamespace = COALESCE((SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = $3), 0::oid)),
                             CASE WHEN $3 = '' THEN pg_catalog.acldefault('{acl}', o.oid) END) AS acl,
                         CASE WHEN $1 = 'public' THEN 0::oid ELSE (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = $1) END AS grantee
                  FROM pg_catalog.pg_roles o WHERE o.rolname = $2) d
            """,
            [state.Role, state.Owner, state.Schema ?? ""], r => new HeldPrivileges(
                state.ObjectType, r.GetFieldValue<string[]>(0).ToHashSet(StringComparer.Ordinal), r.GetFieldValue<string[]>(1).ToHashSet(StringComparer.Ordinal)),
            cancellation).ConfigureAwait(false);
        return held ?? new HeldPrivileges(state.ObjectType, new HashSet<string>(), new HashSet<string>());
    }
}
