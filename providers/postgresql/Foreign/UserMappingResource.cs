using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Foreign;

internal sealed class UserMappingResource : ServerResource<UserMapping>
{
    protected override string Noun => "user mapping";

    protected override async Task<string> MakeAsync(PostgresServer server, UserMapping plan, ApplyContext<UserMapping> context, CancellationToken cancellation)
    {
        await server.ChangeAsync(server.Database, session => session.ExecuteAsync($"CREATE USER MAPPING FOR {Target(plan)}{ForeignOptions.Of(plan.Options)}", cancellation), cancellation).ConfigureAwait(false);
        return $"{plan.UserName}.{plan.ServerName}";
    }

    protected override async Task<string> AlterAsync(PostgresServer server, UserMapping plan, UserMapping prior, ApplyContext<UserMapping> context, CancellationToken cancellation)
    {
        if (ForeignOptions.Change(prior.Options, plan.Options) is { } options)
            await server.ChangeAsync(server.Database, session => session.ExecuteAsync($"ALTER USER MAPPING FOR {Target(plan)}{options}", cancellation), cancellation).ConfigureAwait(false);
        return plan.Id;
    }

    protected override async Task<UserMapping?> ReadAsync(PostgresServer server, UserMapping state, CancellationToken cancellation)
    {
        var user = Keyword(state.UserName) switch
        {
            null => "$1",
            "PUBLIC" => "'public'",
            _ => "current_user",
        };
        // The view hides options from those who are not concerned; then they are as they were.
        var found = await server.AskAsync(server.Database, session => session.FirstAsync(
            $"SELECT umoptions, umoptions IS NULL AND NOT pg_catalog.pg_has_role(o.srvowner, 'USAGE') FROM pg_catalog.pg_user_mappings m JOIN pg_catalog.pg_foreign_server o ON o.oid = m.srvid WHERE m.usename = {user} AND m.srvname = $2 AND $1 <> ''",
            [state.UserName, state.ServerName], r => new Catalogued(r.IsDBNull(0) ? [] : r.GetFieldValue<string[]>(0), r.GetBoolean(1)), cancellation), cancellation).ConfigureAwait(false);
        if (found is null) return null;
        if (!found.IsHidden) state.Options = ForeignOptions.Read(found.Options, state.Options);
        return state;
    }

    protected override Task DeleteAsync(PostgresServer server, UserMapping state, CancellationToken cancellation) =>
        server.ChangeAsync(server.Database, session => session.ExecuteAsync($"DROP USER MAPPING IF EXISTS FOR {Target(state)}", cancellation), cancellation);

    protected override ValueTask ImportAsync(ImportContext<UserMapping> context, CancellationToken cancellation)
    {
        if (context.Id.Split('.', 2) is [{ Length: > 0 } user, { Length: > 0 } server]) context.Found(new UserMapping { Id = context.Id, UserName = user, ServerName = server });
        else context.Error("Invalid import id", $"The id of a user mapping is the name of the role, a dot and that of the foreign server, as in \"app.warehouse\"; \"{context.Id}\" is not.");
        return ValueTask.CompletedTask;
    }

    private static string Target(UserMapping mapping) => $"{Keyword(mapping.UserName) ?? Sql.Name(mapping.UserName)} SERVER {Sql.Name(mapping.ServerName)}";

    /// <summary>Null for the name of a role.</summary>
    private static string? Keyword(string name) => name.ToUpperInvariant() switch
    {
        "PUBLIC" => "PUBLIC",
        "USER" or "CURRENT_USER" or "CURRENT_ROLE" => "CURRENT_USER",
        _ => null,
    };

    private sealed record Catalogued(string[] Options, bool IsHidden);
}
