using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Namespaces;

/// <summary>What one role may do in a schema.</summary>
internal sealed record SchemaRights(bool Create, bool CreateGrant, bool Usage, bool UsageGrant)
{
    public static SchemaRights None { get; } = new(false, false, false, false);

    public bool IsNone => this == None;

    /// <summary>Policies of one role add up.</summary>
    public static Dictionary<string, SchemaRights> Of(IEnumerable<SchemaPolicy> policies)
    {
        var rights = new Dictionary<string, SchemaRights>(StringComparer.Ordinal);
        foreach (var policy in policies)
        {
            var role = Grantee(policy);
            var sum = rights.GetValueOrDefault(role, None);
            rights[role] = new SchemaRights(
                sum.Create || policy is { Create: true } or { CreateWithGrant: true },
                sum.CreateGrant || policy is { CreateWithGrant: true },
                sum.Usage || policy is { Usage: true } or { UsageWithGrant: true },
                sum.UsageGrant || policy is { UsageWithGrant: true });
        }
        return rights;
    }

    /// <summary>As SQL names it.</summary>
    public static string Grantee(SchemaPolicy policy) => policy.Role is "" or null ? Sql.Public : policy.Role;

    public SchemaPolicy ToPolicy(string role) => new()
    {
        Role = role == Sql.Public ? null : role,
        Create = Create && !CreateGrant ? true : null,
        CreateWithGrant = CreateGrant ? true : null,
        Usage = Usage && !UsageGrant ? true : null,
        UsageWithGrant = UsageGrant ? true : null,
    };

    /// <summary>Statements that lead from these rights to others.</summary>
    public IEnumerable<string> ChangeTo(SchemaRights wanted, string schema, string role)
    {
        var (on, who) = ($"ON SCHEMA {Sql.Name(schema)}", Sql.Grantee(role));
        foreach (var (privilege, has, mayPass, wants, wantsPass) in new[]
        {
            ("CREATE", Create, CreateGrant, wanted.Create, wanted.CreateGrant),
            ("USAGE", Usage, UsageGrant, wanted.Usage, wanted.UsageGrant),
        })
        {
            if (has && !wants) yield return $"REVOKE {privilege} {on} FROM {who}";
            else if (wantsPass && !mayPass) yield return $"GRANT {privilege} {on} TO {who} WITH GRANT OPTION";
            else if (wants && !has) yield return $"GRANT {privilege} {on} TO {who}";
            else if (wants && mayPass && !wantsPass) yield return $"REVOKE GRANT OPTION FOR {privilege} {on} FROM {who}";
        }
    }

    /// <summary>What each of the roles may do now; roles that are gone are left out.</summary>
    public static async Task<Dictionary<string, SchemaRights>> ReadAsync(ServerSession session, string schema, IEnumerable<string> roles, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            """
            SELECT g.role, a.privilege_type::text, a.is_grantable
            FROM (SELECT 'public' AS role, 0::oid AS oid UNION ALL SELECT rolname::text, oid FROM pg_catalog.pg_roles) g
            CROSS JOIN pg_catalog.pg_namespace n
            LEFT JOIN LATERAL pg_catalog.aclexplode(COALESCE(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) a ON a.grantee = g.oid
            WHERE n.nspname = $1 AND g.role = ANY($2)
            """,
            [schema, roles.ToArray()], r => (Role: r.GetString(0), Privilege: r.IsDBNull(1) ? "" : r.GetString(1), MayPass: !r.IsDBNull(2) && r.GetBoolean(2)), cancellation).ConfigureAwait(false);
        return rows.GroupBy(r => r.Role, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new SchemaRights(
            g.Any(r => r.Privilege == "CREATE"),
            g.Any(r => r is { Privilege: "CREATE", MayPass: true }),
            g.Any(r => r.Privilege == "USAGE"),
            g.Any(r => r is { Privilege: "USAGE", MayPass: true })), StringComparer.Ordinal);
    }
}
