using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Replication;

internal sealed class SubscriptionResource : HousedResource<Subscription>
{
    protected override string Noun => "subscription";

    protected override Task MakeAsync(PostgresServer server, string database, Subscription plan, CancellationToken cancellation)
    {
        var slot = (plan.CreateSlot ? "create_slot = true" : "create_slot = false") + (plan.SlotName is { } name ? $", slot_name = {Sql.Text(name)}" : "");
        return ExecuteAsync(server, database, [$"CREATE SUBSCRIPTION {Sql.Name(plan.Name)} CONNECTION {Sql.Text(plan.Conninfo)} PUBLICATION {Sql.Names(plan.Publications.Order(StringComparer.Ordinal))} WITH ({slot})"], cancellation);
    }

    protected override async Task<Subscription?> FindAsync(ServerSession session, Subscription state, CancellationToken cancellation)
    {
        var found = await session.FirstAsync(
            "SELECT s.subpublications, coalesce(s.subslotname::text, '') FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE s.subname = $1 AND d.datname = pg_catalog.current_database()",
            [state.Name], r => new Catalogued(r.GetFieldValue<string[]>(0), r.GetString(1)), cancellation).ConfigureAwait(false);
        if (found is null) return null;
        state.Publications = [.. found.Publications];
        if (state.SlotName is not null) state.SlotName = found.Slot;
        // The password is in it, so not everybody may see it.
        if (await session.HoldsAsync("pg_catalog.has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')", [], cancellation).ConfigureAwait(false)
            && await session.FirstAsync("SELECT subconninfo FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE s.subname = $1 AND d.datname = pg_catalog.current_database()", [state.Name], r => r.GetString(0), cancellation).ConfigureAwait(false) is { } connection)
            state.Conninfo = connection;
        return state;
    }

    /// <summary>A slot that was there before stays: a subscription takes along the one that it has.</summary>
    protected override Task DropAsync(PostgresServer server, string database, Subscription state, CancellationToken cancellation)
    {
        var name = Sql.Name(state.Name);
        string[] parting = state.CreateSlot ? [] : [$"ALTER SUBSCRIPTION {name} DISABLE", $"ALTER SUBSCRIPTION {name} SET (slot_name = NONE)"];
        return ExecuteAsync(server, database, [.. parting, $"DROP SUBSCRIPTION {name}"], cancellation);
    }

    protected override ValueTask ImportAsync(ImportContext<Subscription> context, CancellationToken cancellation)
    {
        if (Imports.DatabaseAndName(context, "a subscription") is var (database, name))
            context.Found(new Subscription { Id = context.Id, Database = database, Name = name, Conninfo = "", Publications = [], CreateSlot = true });
        return ValueTask.CompletedTask;
    }

    private sealed record Catalogued(string[] Publications, string Slot);
}
