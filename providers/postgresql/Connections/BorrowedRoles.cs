namespace Plumb.Provider.Postgresql.Connections;

/// <summary>
/// Memberships that the connected role gives itself for the time of a change. Only an owner's members may change what the
/// owner has; a superuser may anyway, but managed servers give nobody that.
/// </summary>
internal sealed class BorrowedRoles
{
    private readonly ServerSession _session;
    private readonly string _user;
    private readonly List<string> _giveBack = [];

    private BorrowedRoles(ServerSession session, string user) => (_session, _user) = (session, user);

    public static async Task<BorrowedRoles> TakeAsync(ServerSession session, IEnumerable<string> roles, CancellationToken cancellation)
    {
        var wanted = roles.Where(r => r != Sql.Public).Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0) return new BorrowedRoles(session, "");
        var user = await session.FirstAsync("SELECT rolname, rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user", [],
            r => new ConnectedUser(r.GetString(0), r.GetBoolean(1)), cancellation).ConfigureAwait(false);
        var borrowed = new BorrowedRoles(session, user?.Name ?? "");
        if (user is null or { IsSuperuser: true }) return borrowed;
        foreach (var role in wanted) await borrowed.TakeAsync(role, cancellation).ConfigureAwait(false);
        return borrowed;
    }

    /// <summary>Runs statements as a member of the roles.</summary>
    public static async Task RunAsync(ServerSession session, IEnumerable<string> roles, IEnumerable<string> statements, CancellationToken cancellation)
    {
        var rights = await TakeAsync(session, roles, cancellation).ConfigureAwait(false);
        await session.ExecuteAsync(statements, cancellation).ConfigureAwait(false);
        await rights.GiveBackAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>To be called where a change succeeded; one that fails takes its memberships back with it.</summary>
    public async Task GiveBackAsync(CancellationToken cancellation)
    {
        await _session.ExecuteAsync(Enumerable.Reverse(_giveBack), cancellation).ConfigureAwait(false);
        _giveBack.Clear();
    }

    private async Task TakeAsync(string role, CancellationToken cancellation)
    {
        // Since version 16 being a member and having a role's rights are two things.
        var right = _session.Version >= 16 ? "USAGE" : "MEMBER";
        var found = await _session.FirstAsync(
            $"""
            SELECT r.rolsuper OR pg_catalog.pg_has_role(current_user, r.oid, '{right}'),
                   EXISTS (SELECT FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid AND pg_catalog.pg_get_userbyid(m.roleid) = current_user)
            FROM pg_catalog.pg_roles r WHERE r.rolname = $1
            """,
            [role], r => new Standing(r.GetBoolean(0), r.GetBoolean(1)), cancellation).ConfigureAwait(false);
        if (found is null or { NeedsNothing: true }) return;
        var name = Sql.Name(role);
        // Nobody can be a member of its own member: the way back waits until the change is made.
        if (found.IsOwnMember)
        {
            await _session.ExecuteAsync($"REVOKE {Sql.Name(_user)} FROM {name}", cancellation).ConfigureAwait(false);
            _giveBack.Add($"GRANT {Sql.Name(_user)} TO {name}");
        }
        await _session.ExecuteAsync($"GRANT {name} TO CURRENT_USER", cancellation).ConfigureAwait(false);
        _giveBack.Add($"REVOKE {name} FROM CURRENT_USER");
    }

    private sealed record ConnectedUser(string Name, bool IsSuperuser);

    private sealed record Standing(bool NeedsNothing, bool IsOwnMember);
}
