using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Roles;

internal sealed class RoleResource : ServerResource<Role>
{
    protected override string Noun => "role";

    protected override string? ChangeableName(Role model) => model.Name;

    protected override async Task<string> MakeAsync(PostgresServer server, Role plan, ApplyContext<Role> context, CancellationToken cancellation)
    {
        var password = plan.Password is { Length: > 0 } stored ? stored : context.Config.PasswordWo;
        await server.ChangeAsync(server.Database, session => session.ExecuteAsync(RoleStatements.Create(plan, password), cancellation), cancellation).ConfigureAwait(false);
        return plan.Name;
    }

    protected override async Task<string> AlterAsync(PostgresServer server, Role plan, Role prior, ApplyContext<Role> context, CancellationToken cancellation)
    {
        var password = NewPassword(plan, prior, context.Config.PasswordWo);
        await server.ChangeAsync(server.Database, async session =>
        {
            if (plan.Name != prior.Name)
                await session.ExecuteAsync($"ALTER ROLE {Sql.Name(prior.Name)} RENAME TO {Sql.Name(plan.Name)}", cancellation).ConfigureAwait(false);
            await session.ExecuteAsync(RoleStatements.Change(prior, plan, password), cancellation).ConfigureAwait(false);
            await MoveToGroupsAsync(session, plan, cancellation).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
        return plan.Name;
    }

    protected override Task<Role?> ReadAsync(PostgresServer server, Role state, CancellationToken cancellation) =>
        server.AskAsync(server.Database, session => new RoleReading(session, mayReadPasswords: server.IsSuperuser).ReadAsync(state, cancellation), cancellation);

    protected override Task DeleteAsync(PostgresServer server, Role state, CancellationToken cancellation) => server.ChangeAsync(server.Database, async session =>
    {
        if (!await session.HoldsAsync("EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1)", [state.Id], cancellation).ConfigureAwait(false)) return;
        var name = Sql.Name(state.Id);
        if (!state.SkipReassignOwned)
            await BorrowedRoles.RunAsync(session, [state.Id], [$"REASSIGN OWNED BY {name} TO {server.User}", $"DROP OWNED BY {name}"], cancellation).ConfigureAwait(false);
        if (!state.SkipDropRole) await session.ExecuteAsync($"DROP ROLE {name}", cancellation).ConfigureAwait(false);
    }, cancellation);

    /// <summary>Null to leave the password as it is. A renamed role loses one that was hashed together with its name.</summary>
    private static string? NewPassword(Role plan, Role prior, string? writeOnly)
    {
        var isRenamed = plan.Name != prior.Name;
        if (writeOnly is { Length: > 0 }) return isRenamed || plan.PasswordWoVersion != prior.PasswordWoVersion ? writeOnly : null;
        return isRenamed || plan.Password != prior.Password ? plan.Password : null;
    }

    private static async Task MoveToGroupsAsync(ServerSession session, Role plan, CancellationToken cancellation)
    {
        var wanted = plan.Roles ?? [];
        var present = await session.QueryAsync(
            "SELECT DISTINCT pg_catalog.pg_get_userbyid(m.roleid)::text FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.member WHERE r.rolname = $1",
            [plan.Name], r => r.GetString(0), cancellation).ConfigureAwait(false);
        if (present.Except(wanted).ToList() is { Count: > 0 } left) await session.ExecuteAsync(RoleStatements.Leave(plan.Name, left), cancellation).ConfigureAwait(false);
        if (wanted.Except(present).ToList() is { Count: > 0 } joined) await session.ExecuteAsync(RoleStatements.Join(plan.Name, joined), cancellation).ConfigureAwait(false);
    }
}
