using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql;

/// <summary>A resource that is in a database, and gone with it.</summary>
internal abstract class HousedResource<TModel> : ServerResource<TModel> where TModel : class, IModel<TModel>
{
    protected abstract string DatabaseOf(PostgresServer server, TModel model);

    /// <summary>The object as it is; what only the configuration knows stays as stored. Null if it is gone.</summary>
    protected abstract Task<TModel?> FindAsync(ServerSession session, string database, TModel state, CancellationToken cancellation);

    protected abstract Task DropAsync(PostgresServer server, string database, TModel state, CancellationToken cancellation);

    protected sealed override async Task<TModel?> ReadAsync(PostgresServer server, TModel state, CancellationToken cancellation)
    {
        var database = DatabaseOf(server, state);
        if (!await Existence.OfDatabaseAsync(server, database, cancellation).ConfigureAwait(false)) return null;
        return await server.AskAsync(database, session => FindAsync(session, database, state, cancellation), cancellation).ConfigureAwait(false);
    }

    protected sealed override async Task DeleteAsync(PostgresServer server, TModel state, CancellationToken cancellation)
    {
        var database = DatabaseOf(server, state);
        if (await Existence.OfDatabaseAsync(server, database, cancellation).ConfigureAwait(false)) await DropAsync(server, database, state, cancellation).ConfigureAwait(false);
    }

    /// <summary>Statements that can be no part of a transaction.</summary>
    protected static Task ExecuteAsync(PostgresServer server, string database, IEnumerable<string> statements, CancellationToken cancellation) => server.AskAsync(database, async session =>
    {
        foreach (var statement in statements) await session.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        return true;
    }, cancellation);
}
