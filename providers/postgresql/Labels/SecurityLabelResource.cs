using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Labels;

internal sealed class SecurityLabelResource : ServerResource<SecurityLabel>
{
    /// <summary>Objects of other types are in a schema.</summary>
    private static readonly string[] _withoutSchema = ["database", "event trigger", "language", "procedural language", "publication", "role", "schema", "subscription", "tablespace"];

    protected override string Noun => "security label";

    protected override async Task<string> MakeAsync(PostgresServer server, SecurityLabel plan, ApplyContext<SecurityLabel> context, CancellationToken cancellation)
    {
        await SetAsync(server, plan, Sql.Text(plan.Label), cancellation).ConfigureAwait(false);
        return $"{plan.LabelProvider}.{plan.ObjectType}.{plan.ObjectName}";
    }

    protected override async Task<string> AlterAsync(PostgresServer server, SecurityLabel plan, SecurityLabel prior, ApplyContext<SecurityLabel> context, CancellationToken cancellation)
    {
        await SetAsync(server, plan, Sql.Text(plan.Label), cancellation).ConfigureAwait(false);
        return plan.Id;
    }

    protected override async Task<SecurityLabel?> ReadAsync(PostgresServer server, SecurityLabel state, CancellationToken cancellation)
    {
        var visible = HasSchema(state) ? "OR objname = pg_catalog.to_regclass($3)::text" : "OR objname = pg_catalog.quote_ident($3)";
        var label = await server.AskAsync(server.Database, session => session.FirstAsync(
            $"SELECT label FROM pg_catalog.pg_seclabels WHERE objtype = $1 AND provider = $2 AND (objname = $3 {visible})",
            [state.ObjectType.ToLowerInvariant(), state.LabelProvider, state.ObjectName], r => r.GetString(0), cancellation), cancellation).ConfigureAwait(false);
        if (label is null) return null;
        state.Label = label;
        return state;
    }

    protected override Task DeleteAsync(PostgresServer server, SecurityLabel state, CancellationToken cancellation) => SetAsync(server, state, "NULL", cancellation);

    protected override ValueTask ImportAsync(ImportContext<SecurityLabel> context, CancellationToken cancellation)
    {
        if (context.Id.Split('.', 3) is [{ Length: > 0 } provider, { Length: > 0 } type, { Length: > 0 } name])
            context.Found(new SecurityLabel { Id = context.Id, LabelProvider = provider, ObjectType = type, ObjectName = name, Label = "" });
        else
            context.Error("Invalid import id", $"The id of a security label is its provider, the type of its object and the object's name, as in \"selinux.role.app\"; \"{context.Id}\" is not.");
        return ValueTask.CompletedTask;
    }

    /// <summary>The statement, whose names come from the configuration and whose type is words alone.</summary>
    internal static string Statement(SecurityLabel label, string text) =>
        $"SECURITY LABEL FOR {Sql.Name(label.LabelProvider)} ON {label.ObjectType.ToUpperInvariant()} {(HasSchema(label) ? string.Join('.', label.ObjectName.Split('.').Select(Sql.Name)) : Sql.Name(label.ObjectName))} IS {text}";

    private static bool HasSchema(SecurityLabel label) => !_withoutSchema.Contains(label.ObjectType.ToLowerInvariant());

    private static Task SetAsync(PostgresServer server, SecurityLabel label, string text, CancellationToken cancellation) =>
        server.ChangeAsync(server.Database, session => session.ExecuteAsync(Statement(label, text), cancellation), cancellation);
}
