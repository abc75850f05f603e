using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Roles;

internal sealed class RoleGrantResource : ServerResource<RoleGrant>
{
    protected override string Noun => "membership";

    protected override bool IsWhollyPlanned => true;

    protected override async Task<string> MakeAsync(PostgresServer server, RoleGrant plan, ApplyContext<RoleGrant> context, CancellationToken cancellation)
    {
        var (member, group) = (Sql.Name(plan.Role), Sql.Name(plan.GrantRole));
        await server.ChangeAsync(server.Database, async session =>
        {
            await session.ExecuteAsync($"GRANT {group} TO {member}{(plan.WithAdminOption ? " WITH ADMIN OPTION" : "")}", cancellation).ConfigureAwait(false);
            // Where the membership was there before, with the option, granting it again takes nothing away.
            if (!plan.WithAdminOption && await HasAdminOptionAsync(session, plan, cancellation).ConfigureAwait(false) is { IsGiven: true })
                await session.ExecuteAsync($"REVOKE ADMIN OPTION FOR {group} FROM {member}", cancellation).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
        return $"{plan.Role}_{plan.GrantRole}_{(plan.WithAdminOption ? "true" : "false")}";
    }

    protected override async Task<RoleGrant?> ReadAsync(PostgresServer server, RoleGrant state, CancellationToken cancellation)
    {
        var option = await server.AskAsync(server.Database, session => HasAdminOptionAsync(session, state, cancellation), cancellation).ConfigureAwait(false);
        if (option is null) return null;
        state.WithAdminOption = option.IsGiven;
        return state;
    }

    protected override Task DeleteAsync(PostgresServer server, RoleGrant state, CancellationToken cancellation) => server.ChangeAsync(server.Database, async session =>
    {
        if (await HasAdminOptionAsync(session, state, cancellation).ConfigureAwait(false) is not null)
            await session.ExecuteAsync($"REVOKE {Sql.Name(state.GrantRole)} FROM {Sql.Name(state.Role)}", cancellation).ConfigureAwait(false);
    }, cancellation);

    protected override ValueTask ImportAsync(ImportContext<RoleGrant> context, CancellationToken cancellation) => Imports.RefuseAsync(context, Type);

    /// <summary>Null where there is no membership.</summary>
    private static Task<AdminOption?> HasAdminOptionAsync(ServerSession session, RoleGrant grant, CancellationToken cancellation) => session.FirstAsync(
        """
        SELECT pg_catalog.bool_or(m.admin_option) FROM pg_catalog.pg_auth_members m
        WHERE pg_catalog.pg_get_userbyid(m.member) = $1 AND pg_catalog.pg_get_userbyid(m.roleid) = $2
        HAVING pg_catalog.count(*) > 0
        """,
        [grant.Role, grant.GrantRole], r => new AdminOption(r.GetBoolean(0)), cancellation);

    private sealed record AdminOption(bool IsGiven);
}
