using Plumb.Core.Values;
using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql;

/// <summary>
/// A resource in a PostgreSQL server: has the server at hand, and the server's faults become diagnostics. What was made or
/// altered is saved first and then read, so that a failure to read loses nothing.
/// </summary>
internal abstract class ServerResource<TModel> : Resource<TModel> where TModel : class, IModel<TModel>, IServerObject
{
    /// <summary>What users call one of these, such as "role".</summary>
    protected abstract string Noun { get; }

    /// <summary>Nothing about it is the server's to choose: after a change it is as planned, and need not be read.</summary>
    protected virtual bool IsWhollyPlanned => false;

    /// <summary>The name that the id follows, where another name does not make another object.</summary>
    protected virtual string? ChangeableName(TModel model) => null;

    /// <summary>Makes the object and tells its id.</summary>
    protected abstract Task<string> MakeAsync(PostgresServer server, TModel plan, ApplyContext<TModel> context, CancellationToken cancellation);

    /// <summary>Changes the object in place and tells its id.</summary>
    protected virtual Task<string> AlterAsync(PostgresServer server, TModel plan, TModel prior, ApplyContext<TModel> context, CancellationToken cancellation) => Task.FromResult(plan.Id);

    /// <summary>The object as it is; what only the configuration knows stays as stored. Null if it is gone.</summary>
    protected abstract Task<TModel?> ReadAsync(PostgresServer server, TModel state, CancellationToken cancellation);

    protected abstract Task DeleteAsync(PostgresServer server, TModel state, CancellationToken cancellation);

    protected override ValueTask PlanAsync(PlanContext<TModel> context, CancellationToken cancellation)
    {
        // A new name, whatever it will be, is a new id.
        if (context.Prior is { } prior && ChangeableName(prior) != ChangeableName(context.Config)) context.MarkUnknown(ValuePath.Root.Attribute("id"));
        return ValueTask.CompletedTask;
    }

    protected sealed override ValueTask<TModel?> CreateAsync(TModel plan, ApplyContext<TModel> context, CancellationToken cancellation) =>
        new ServerFault(Schema.Block, context.PlannedValue, context.Config.ToValue()).GuardAsync(context, $"create the {Noun}",
            () => SettleAsync(server => MakeAsync(server, plan, context, cancellation), plan, context, cancellation));

    protected sealed override ValueTask<TModel?> UpdateAsync(TModel plan, ApplyContext<TModel> context, CancellationToken cancellation) =>
        new ServerFault(Schema.Block, context.PlannedValue, context.Config.ToValue(), context.Prior?.ToValue()).GuardAsync(context, $"change the {Noun}",
            () => SettleAsync(server => AlterAsync(server, plan, context.Prior ?? plan, context, cancellation), plan, context, cancellation));

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

    private async Task<TModel?> SettleAsync(Func<PostgresServer, Task<string>> change, TModel plan, ApplyContext<TModel> context, CancellationToken cancellation)
    {
        var server = context.Client<PostgresServer>();
        plan.Id = await change(server).ConfigureAwait(false);
        if (IsWhollyPlanned) return plan;
        context.Save(plan);
        return await ReadAsync(server, plan, cancellation).ConfigureAwait(false);
    }
}
