using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Listings;

/// <summary>A data source that asks one database: has the server at hand, and the server's faults become diagnostics.</summary>
internal abstract class ServerListing<TModel> : DataSource<TModel> where TModel : Listing, IModel<TModel>
{
    protected abstract Task<TModel?> ReadAsync(ServerSession session, TModel config, CancellationToken cancellation);

    protected sealed override ValueTask<TModel?> ReadAsync(TModel config, DataContext context, CancellationToken cancellation) =>
        new ServerFault(Schema.Block, context.ConfigValue).GuardAsync(context, $"read {Type}", () =>
            context.Client<PostgresServer>().AskAsync(config.Database, session => ReadAsync(session, config, cancellation), cancellation));
}
