using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Foreign;

internal sealed class ForeignServerResource : ServerResource<ForeignServer>
{
    protected override string Noun => "foreign server";

    protected override string? ChangeableName(ForeignServer model) => model.ServerName;

    protected override async Task<string> MakeAsync(PostgresServer server, ForeignServer plan, ApplyContext<ForeignServer> context, CancellationToken cancellation)
    {
        await server.ChangeAsync(server.Database, session => session.ExecuteAsync(Creation(plan), cancellation), cancellation).ConfigureAwait(false);
        return plan.ServerName;
    }

    protected override async Task<string> AlterAsync(PostgresServer server, ForeignServer plan, ForeignServer prior, ApplyContext<ForeignServer> context, CancellationToken cancellation)
    {
        await server.ChangeAsync(server.Database, session => session.ExecuteAsync(Changes(plan, prior), cancellation), cancellation).ConfigureAwait(false);
        return plan.ServerName;
    }

    protected override async Task<ForeignServer?> ReadAsync(PostgresServer server, ForeignServer state, CancellationToken cancellation)
    {
        var found = await server.AskAsync(server.Database, session => session.FirstAsync(
            """
            SELECT coalesce(s.srvtype, ''), coalesce(s.srvversion, ''), pg_catalog.pg_get_userbyid(s.srvowner)::text, w.fdwname::text, coalesce(s.srvoptions, ARRAY[]::text[])
            FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE s.srvname = $1
            """,
            [state.ServerName], r => new Catalogued(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetFieldValue<string[]>(4)), cancellation), cancellation).ConfigureAwait(false);
        if (found is null) return null;
        if ((state.ServerType ?? "") != found.Type) state.ServerType = found.Type;
        if ((state.ServerVersion ?? "") != found.Version) state.ServerVersion = found.Version;
        if (state.ServerOwner is not "") state.ServerOwner = found.Owner;
        state.FdwName = found.Wrapper;
        state.Options = ForeignOptions.Read(found.Options, state.Options);
        return state;
    }

    protected override Task DeleteAsync(PostgresServer server, ForeignServer state, CancellationToken cancellation) =>
        server.ChangeAsync(server.Database, session => session.ExecuteAsync($"DROP SERVER IF EXISTS {Sql.Name(state.ServerName)} {Sql.Dependents(state.DropCascade)}", cancellation), cancellation);

    protected override ValueTask ImportAsync(ImportContext<ForeignServer> context, CancellationToken cancellation)
    {
        context.Found(new ForeignServer { Id = context.Id, ServerName = context.Id, FdwName = "" });
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Creation(ForeignServer plan)
    {
        var type = plan.ServerType is { Length: > 0 } kind ? $" TYPE {Sql.Text(kind)}" : "";
        var version = plan.ServerVersion is { Length: > 0 } number ? $" VERSION {Sql.Text(number)}" : "";
        yield return $"CREATE SERVER {Sql.Name(plan.ServerName)}{type}{version} FOREIGN DATA WRAPPER {Sql.Name(plan.FdwName)}{ForeignOptions.Of(plan.Options)}";
        if (plan.ServerOwner is { Length: > 0 } owner) yield return $"ALTER SERVER {Sql.Name(plan.ServerName)} OWNER TO {Sql.Name(owner)}";
    }

    private static IEnumerable<string> Changes(ForeignServer plan, ForeignServer prior)
    {
        var name = Sql.Name(plan.ServerName);
        if (plan.ServerName != prior.ServerName) yield return $"ALTER SERVER {Sql.Name(prior.ServerName)} RENAME TO {name}";
        if (plan.ServerOwner is { Length: > 0 } owner && owner != prior.ServerOwner) yield return $"ALTER SERVER {name} OWNER TO {Sql.Name(owner)}";
        if ((plan.ServerVersion ?? "") != (prior.ServerVersion ?? "")) yield return $"ALTER SERVER {name} VERSION {(plan.ServerVersion is { Length: > 0 } version ? Sql.Text(version) : "NULL")}";
        if (ForeignOptions.Change(prior.Options, plan.Options) is { } options) yield return $"ALTER SERVER {name}{options}";
    }

    private sealed record Catalogued(string Type, string Version, string Owner, string Wrapper, string[] Options);
}
