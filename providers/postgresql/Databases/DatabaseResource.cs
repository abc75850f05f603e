using System.Globalization;
using Npgsql;
using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Databases;

/// <summary>Databases are made and dropped outside of transactions, which PostgreSQL has it so; each statement stands for itself.</summary>
internal sealed class DatabaseResource : ServerResource<Database>
{
    protected override string Noun => "database";

    protected override string? ChangeableName(Database model) => model.Name;

    protected override async Task<string> MakeAsync(PostgresServer server, Database plan, ApplyContext<Database> context, CancellationToken cancellation)
    {
        await server.ExecuteAsync(Owners(plan.Owner), [DatabaseStatements.Create(plan)], DatabaseStatements.TemplateOf(plan), cancellation).ConfigureAwait(false);
        return plan.Name;
    }

    protected override async Task<string> AlterAsync(PostgresServer server, Database plan, Database prior, ApplyContext<Database> context, CancellationToken cancellation)
    {
        if (plan.Name != prior.Name)
        {
            await server.ExecuteAsync(Owners(prior.Owner), [$"ALTER DATABASE {Sql.Name(prior.Name)} RENAME TO {Sql.Name(plan.Name)}"], prior.Name, cancellation).ConfigureAwait(false);
            // What follows may fail, and the database has its new name nevertheless.
            prior.Name = prior.Id = plan.Name;
            context.Save(prior);
        }
        if (plan.Owner is { Length: > 0 } owner && owner != prior.Owner && !DatabaseStatements.IsDefault(owner))
            await ChangeOwnerAsync(server, plan, owner, cancellation).ConfigureAwait(false);
        await server.ExecuteAsync(Owners(plan.Owner), DatabaseStatements.Change(prior, plan), plan.TablespaceName == prior.TablespaceName ? null : plan.Name, cancellation).ConfigureAwait(false);
        return plan.Name;
    }

    protected override Task<Database?> ReadAsync(PostgresServer server, Database state, CancellationToken cancellation) => server.AskAsync(server.Database, session => session.FirstAsync(
        """
        SELECT d.datname::text, pg_catalog.pg_get_userbyid(d.datdba)::text, pg_catalog.pg_encoding_to_char(d.encoding)::text, d.encoding,
               pg_catalog.pg_char_to_encoding($2) = d.encoding, d.datcollate::text, d.datctype::text, t.spcname::text, d.datconnlimit, d.datallowconn, d.datistemplate
        FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
        WHERE d.datname = $1
        """,
        [state.Id, state.Encoding ?? ""], r => new Database
        {
            Id = r.GetString(0),
            Name = r.GetString(0),
            Owner = Kept(state.Owner, r.GetString(1)),
            Template = state.Template ?? DatabaseStatements.TemplateOf(state),
            Encoding = r.GetBoolean(4) || state.Encoding == r.GetInt32(3).ToString(CultureInfo.InvariantCulture) ? state.Encoding : Kept(state.Encoding, r.GetString(2)),
            LcCollate = Kept(state.LcCollate, r.GetString(5)),
            LcCtype = Kept(state.LcCtype, r.GetString(6)),
            TablespaceName = Kept(state.TablespaceName, r.GetString(7)),
            ConnectionLimit = r.GetInt32(8),
            AllowConnections = r.GetBoolean(9),
            IsTemplate = r.GetBoolean(10),
            AlterObjectOwnership = state.AlterObjectOwnership,
        }, cancellation), cancellation);

    protected override async Task DeleteAsync(PostgresServer server, Database state, CancellationToken cancellation)
    {
        var found = await server.AskAsync(server.Database, session => session.FirstAsync(
            "SELECT datistemplate, pg_catalog.pg_get_userbyid(datdba)::text FROM pg_catalog.pg_database WHERE datname = $1",
            [state.Id], r => new Standing(r.GetBoolean(0), r.GetString(1), session.Version), cancellation), cancellation).ConfigureAwait(false);
        if (found is null) return;
        var name = Sql.Name(state.Id);
        if (found.Version < 13) await DisconnectAllAsync(server, state.Id, cancellation).ConfigureAwait(false);
        await server.ExecuteAsync(Owners(found.Owner),
        [
            .. found.IsTemplate ? [$"ALTER DATABASE {name} IS_TEMPLATE false"] : (string[])[],
            $"DROP DATABASE {name}{(found.Version >= 13 ? " WITH (FORCE)" : "")}",
        ], state.Id, cancellation).ConfigureAwait(false);
    }

    /// <summary>What the stored text leaves to the server stays so written; else the server's word counts.</summary>
    private static string Kept(string? stored, string actual) => stored is "" || DatabaseStatements.IsDefault(stored) ? stored : actual;

    private static async Task ChangeOwnerAsync(PostgresServer server, Database plan, string owner, CancellationToken cancellation)
    {
        var before = await server.AskAsync(server.Database, session => session.FirstAsync(
            "SELECT pg_catalog.pg_get_userbyid(datdba)::text FROM pg_catalog.pg_database WHERE datname = $1", [plan.Name], r => r.GetString(0), cancellation), cancellation).ConfigureAwait(false);
        if (before is null || before == owner) return;
        if (plan.AlterObjectOwnership)
        {
            string[] statements = [$"REASSIGN OWNED BY {Sql.Name(before)} TO {Sql.Name(owner)}"];
            await server.ChangeAsync(plan.Name, session => BorrowedRoles.RunAsync(session, [before, owner], statements, cancellation), cancellation).ConfigureAwait(false);
        }
        await server.ExecuteAsync(Owners(before, owner), [$"ALTER DATABASE {Sql.Name(plan.Name)} OWNER TO {Sql.Name(owner)}"], null, cancellation).ConfigureAwait(false);
    }

    private static List<string> Owners(params IEnumerable<string?> owners) => [.. owners.OfType<string>().Where(o => o.Length > 0 && !DatabaseStatements.IsDefault(o))];

    private static async Task DisconnectAllAsync(PostgresServer server, string database, CancellationToken cancellation)
    {
        try
        {
            await server.ExecuteAsync($"ALTER DATABASE {Sql.Name(database)} ALLOW_CONNECTIONS false", cancellation).ConfigureAwait(false);
            await server.ExecuteAsync($"SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datname = {Sql.Text(database)}", cancellation).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Sessions of others may stay; the drop says so if there are any.
        }
    }

    private sealed record Standing(bool IsTemplate, string Owner, int Version);
}
