using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql;

/// <summary>A resource in a PostgreSQL server: has the server at hand, and the server's faults become diagnostics.</summary>
internal abstract class ServerResource<TModel> : Resource<TModel> where TModel : class, IModel<TModel>
{
    /// <summary>What users call one of these, such as "role".</summary>
    protected abstract string Noun { get; }

    protected abstract Task<TModel?> CreateAsync(PostgresServer server, TModel plan, ApplyContext<TModel> context, CancellationToken cancellation);

    /// <summary>The object as it is; what only the configuration knows stays as stored. Null if it is gone.</summary>
    protected abstract Task<TModel?> ReadAsync(PostgresServer server, TModel state, CancellationToken cancellation);

    protected virtual Task<TModel?> UpdateAsync(PostgresServer server, TModel plan, TModel prior, ApplyContext<TModel> context, CancellationToken cancellation) =>
        ReadAsync(server, plan, cancellation);

    protected abstract Task DeleteAsync(PostgresServer server, TModel state, CancellationToken cancellation);

    protected sealed override ValueTask<TModel?> CreateAsync(TModel plan, ApplyContext<TModel> context, CancellationToken cancellation) =>
        new ServerFault(Schema.Block, context.PlannedValue, context.Config.ToValue()).GuardAsync(context, $"create the {Noun}",
            () => CreateAsync(context.Client<PostgresServer>(), plan, context, cancellation));

    protected sealed override ValueTask<TModel?> UpdateAsync(TModel plan, ApplyContext<TModel> context, CancellationToken cancellation) =>
        new ServerFault(Schema.Block, context.PlannedValue, context.Config.ToValue(), context.Prior?.ToValue()).GuardAsync(context, $"change the {Noun}",
            () => UpdateAsync(context.Client<PostgresServer>(), plan, context.Prior ?? plan, context, cancellation));

    protected sealed override ValueTask<TModel?> ReadAsync(TModel state, ReadContext context, CancellationToken cancellation) =>
        new ServerFault(Schema.Block, state.ToValue()).GuardAsync(context, $"read the {Noun}",
            () => ReadAsync(context.Client<PostgresServer>(), state, cancellation));

    protected sealed override async ValueTask DeleteAsync(TModel state, DeleteContext context, CancellationToken cancellation) =>
        await new ServerFault(Schema.Block, state.ToValue()).GuardAsync(context, $"delete the {Noun}", async () =>
        {
            try
            {
                await DeleteAsync(context.Client<PostgresServer>(), state, cancellation).ConfigureAwait(false);
            }
            catch (DatabaseGoneException)
            {
                // It went with its database, which may have been dropped or renamed just now.
            }
            return "";
        }).ConfigureAwait(false);
}
