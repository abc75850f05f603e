using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql;

/// <summary>A resource that is in a database, and gone with it.</summary>
internal abstract class HousedResource<TModel> : ServerResource<TModel> where TModel : class, IModel<TModel>, IHousedObject
{
    protected virtual string DatabaseOf(PostgresServer server, TModel model) => Place.Of(model.Database, model.Id, model.Name) ?? server.Database;

    protected virtual string IdOf(string database, TModel model) => $"{database}.{model.Name}";

    protected abstract Task MakeAsync(PostgresServer server, string database, TModel plan, CancellationToken cancellation);

    protected virtual Task AlterAsync(PostgresServer server, string database, TModel plan, TModel prior, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The object as it is; what only the configuration knows stays as stored. Null if it is gone.</summary>
    protected abstract Task<TModel?> FindAsync(ServerSession session, TModel state, CancellationToken cancellation);

    protected abstract Task DropAsync(PostgresServer server, string database, TModel state, CancellationToken cancellation);

    protected sealed override async Task<string> MakeAsync(PostgresServer server, TModel plan, ApplyContext<TModel> context, CancellationToken cancellation)
    {
        var database = DatabaseOf(server, plan);
        await MakeAsync(server, database, plan, cancellation).ConfigureAwait(false);
        return IdOf(database, plan);
    }

    protected sealed override async Task<string> AlterAsync(PostgresServer server, TModel plan, TModel prior, ApplyContext<TModel> context, CancellationToken cancellation)
    {
        var database = DatabaseOf(server, prior);
        await AlterAsync(server, database, plan, prior, cancellation).ConfigureAwait(false);
        return plan.Name == prior.Name ? plan.Id : IdOf(database, plan);
    }

    protected sealed override async Task<TModel?> ReadAsync(PostgresServer server, TModel state, CancellationToken cancellation)
    {
        var database = DatabaseOf(server, state);
        if (!await Existence.OfDatabaseAsync(server, database, cancellation).ConfigureAwait(false)) return null;
        var found = await server.AskAsync(database, session => FindAsync(session, state, cancellation), cancellation).ConfigureAwait(false);
        found?.Database ??= database;
        return found;
    }

    protected sealed override async Task DeleteAsync(PostgresServer server, TModel state, CancellationToken cancellation)
    {
        var database = DatabaseOf(server, state);
        if (await Existence.OfDatabaseAsync(server, database, cancellation).ConfigureAwait(false)) await DropAsync(server, database, state, cancellation).ConfigureAwait(false);
    }

    /// <summary>Statements that can be no part of a transaction.</summary>
    protected static Task ExecuteAsync(PostgresServer server, string database, IEnumerable<string> statements, CancellationToken cancellation) => server.AskAsync(database, async session =>
    {
        await session.ExecuteAsync(statements, cancellation).ConfigureAwait(false);
        return true;
    }, cancellation);
}
