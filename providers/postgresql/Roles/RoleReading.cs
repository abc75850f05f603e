using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Roles;

/// <summary>A role as the server has it. Where the stored text means the same as the server's, the stored text stays.</summary>
internal sealed class RoleReading(ServerSession session, bool mayReadPasswords)
{
    private const string Question = """
        SELECT r.rolname::text, r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolreplication, r.rolbypassrls, r.rolconnlimit,
               COALESCE(r.rolvaliduntil::text, 'infinity'), COALESCE(r.rolvaliduntil, 'infinity') = $2::timestamptz,
               COALESCE(r.rolconfig, '{}'::text[]),
               ARRAY(SELECT DISTINCT pg_catalog.pg_get_userbyid(m.roleid)::text FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid),
               pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT')
        FROM pg_catalog.pg_roles r WHERE r.rolname = $1
        """;

    public async Task<Role?> ReadAsync(Role state, CancellationToken cancellation)
    {
        var mayCompare = false;
        var role = await session.FirstAsync(Question, [state.Id, RoleStatements.IsForever(state.ValidUntil) ? "infinity" : state.ValidUntil], r =>
        {
            var settings = new RoleSettings(r.GetFieldValue<string[]>(11));
            mayCompare = r.GetBoolean(13);
            return new Role
            {
                Id = r.GetString(0),
                Name = r.GetString(0),
                Password = state.Password,
                PasswordWoVersion = state.PasswordWoVersion,
                Encrypted = state.Encrypted,
                EncryptedPassword = true,
                Superuser = r.GetBoolean(1),
                Inherit = r.GetBoolean(2),
                CreateRole = r.GetBoolean(3),
                CreateDatabase = r.GetBoolean(4),
                Login = r.GetBoolean(5),
                Replication = r.GetBoolean(6),
                BypassRowLevelSecurity = r.GetBoolean(7),
                ConnectionLimit = r.GetInt32(8),
                ValidUntil = r.GetBoolean(10) && state.ValidUntil is { Length: > 0 } written ? written : r.GetString(9),
                Roles = Groups(state.Roles, r.GetFieldValue<string[]>(12)),
                SearchPath = settings.SearchPath ?? (state.SearchPath is { Count: 0 } empty ? empty : null),
                StatementTimeout = settings.Milliseconds("statement_timeout"),
                IdleInTransactionSessionTimeout = settings.Milliseconds("idle_in_transaction_session_timeout"),
                AssumeRole = settings["role"] ?? (state.AssumeRole is "" ? "" : null),
                SkipDropRole = state.SkipDropRole,
                SkipReassignOwned = state.SkipReassignOwned,
            };
        }, cancellation).ConfigureAwait(false);
        if (role?.Password is { Length: > 0 } password && mayReadPasswords && mayCompare)
            role.Password = await ComparedAsync(role.Name, password, cancellation).ConfigureAwait(false);
        return role;
    }

    private static HashSet<string>? Groups(HashSet<string>? stored, string[] present) =>
        present.Length > 0 || stored is { Count: > 0 } ? present.Length == 0 ? null : [.. present] : stored;

    /// <summary>The stored password if it still opens the role; else what the server has, which makes a plan set the password again.</summary>
    private async Task<string?> ComparedAsync(string role, string password, CancellationToken cancellation)
    {
        var kept = await session.FirstAsync("SELECT COALESCE(rolpassword, '') FROM pg_catalog.pg_authid WHERE rolname = $1", [role], r => r.GetString(0), cancellation).ConfigureAwait(false);
        return StoredPassword.Matches(kept ?? "", password, role) ? password : kept is { Length: > 0 } ? kept : null;
    }
}
