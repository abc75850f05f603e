using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Privileges;

/// <summary>What the grantee holds on one object (or column).</summary>
/// <param name="Target">The object as SQL names it, for a column its own name.</param>
internal sealed record HeldPrivileges(string Target, IReadOnlySet<string> Privileges, IReadOnlySet<string> Grantable);

/// <summary>
/// Reads what a grant is about from the catalogs. An object without a list of its own has the built-in one, by which
/// everyone may, for example, execute functions.
/// </summary>
internal static class GrantedObjects
{
    public static async Task<List<HeldPrivileges>> ReadAsync(ServerSession session, ObjectGrant grant, CancellationToken cancellation)
    {
        var kind = ObjectKind.Of(grant.ObjectType);
        var (target, acl, from) = Catalog(kind);
        string[] names = [.. grant.Objects ?? []], columns = [.. grant.Columns ?? []];
        object[] parameters = [grant.Role, kind.Name == "database" ? grant.Database : grant.Schema ?? "", kind.IsFunction ? [.. names.Where(n => !RoutineName.HasArguments(n))] : names];
        if (kind.IsFunction) parameters = [.. parameters, names.Where(RoutineName.HasArguments).Select(n => RoutineName.ToSql(grant.Schema ?? "", n)).ToArray()];
        if (kind.Name == "column") parameters = [.. parameters, columns];
        return await session.QueryAsync(
            $"""
            SELECT {target},
                   ARRAY(SELECT a.privilege_type::text FROM pg_catalog.aclexplode({acl}) a WHERE a.grantee = g.oid),
                   ARRAY(SELECT a.privilege_type::text FROM pg_catalog.aclexplode({acl}) a WHERE a.grantee = g.oid AND a.is_grantable)
            FROM (SELECT CASE WHEN $1 = 'public' THEN 0::oid ELSE (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = $1) END AS oid) g, {from}
            ORDER BY 1
            """,
            parameters, r => new HeldPrivileges(r.GetString(0), r.GetFieldValue<string[]>(1).ToHashSet(StringComparer.Ordinal), r.GetFieldValue<string[]>(2).ToHashSet(StringComparer.Ordinal)),
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Where the kind of object is found: its name as SQL writes it, its list of privileges, and the rows that are meant. $2 is the schema (or database), $3 the objects.</summary>
    private static (string Target, string Acl, string From) Catalog(ObjectKind kind) => kind.Name switch
    {
        "database" => ("pg_catalog.quote_ident(d.datname)", "COALESCE(d.datacl, pg_catalog.acldefault('d', d.datdba))",
            "pg_catalog.pg_database d WHERE d.datname = $2 AND pg_catalog.cardinality($3::text[]) >= 0"),
        "schema" => ("pg_catalog.quote_ident(n.nspname)", "COALESCE(n.nspacl, pg_catalog.acldefault('n', n.nspowner))",
            "pg_catalog.pg_namespace n WHERE n.nspname = $2 AND pg_catalog.cardinality($3::text[]) >= 0"),
        "foreign_data_wrapper" => ("pg_catalog.quote_ident(w.fdwname)", "COALESCE(w.fdwacl, pg_catalog.acldefault('F', w.fdwowner))",
            "pg_catalog.pg_foreign_data_wrapper w WHERE $2 IS NOT NULL AND w.fdwname = ANY($3)"),
        "foreign_server" => ("pg_catalog.quote_ident(s.srvname)", "COALESCE(s.srvacl, pg_catalog.acldefault('S', s.srvowner))",
            "pg_catalog.pg_foreign_server s WHERE $2 IS NOT NULL AND s.srvname = ANY($3)"),
        "column" => ("pg_catalog.quote_ident(a.attname)", "a.attacl",
            """
            pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = $2 AND c.relname = ANY($3) AND a.attname = ANY($4) AND a.attnum > 0 AND NOT a.attisdropped
            """),
        "table" or "sequence" => (
            "pg_catalog.format('%I.%I', n.nspname, c.relname)",
            $"COALESCE(c.relacl, pg_catalog.acldefault('{kind.Acl}', c.relowner))",
            $"""
            pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = $2 AND c.relkind IN ({(kind.Name == "table" ? "'r', 'p', 'v', 'm', 'f'" : "'S'")}) AND (pg_catalog.cardinality($3::text[]) = 0 OR c.relname = ANY($3))
            """),
        _ => (
            "pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid))",
            "COALESCE(p.proacl, pg_catalog.acldefault('f', p.proowner))",
            $"""
            pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname = $2 AND {(kind.Name switch { "function" => "p.prokind <> 'p'", "procedure" => "p.prokind = 'p'", _ => "true" })}
              AND (pg_catalog.cardinality($3::text[]) + pg_catalog.cardinality($4::text[]) = 0 OR p.proname = ANY($3)
                   OR p.oid IN (SELECT pg_catalog.to_regprocedure(s) FROM pg_catalog.unnest($4::text[]) s))
            """),
    };
}
