using Plumb.Provider.Models;
using Plumb.Provider.Postgresql.Connections;

namespace Plumb.Provider.Postgresql.Replication;

internal sealed class ReplicationSlotResource : HousedResource<ReplicationSlot>
{
    protected override string Noun => "replication slot";

    protected override Task MakeAsync(PostgresServer server, string database, ReplicationSlot plan, CancellationToken cancellation) =>
        ExecuteAsync(server, database, [$"SELECT FROM pg_catalog.pg_create_logical_replication_slot({Sql.Text(plan.Name)}, {Sql.Text(plan.Plugin)})"], cancellation);

    protected override async Task<ReplicationSlot?> FindAsync(ServerSession session, ReplicationSlot state, CancellationToken cancellation)
    {
        if (await session.FirstAsync("SELECT plugin::text FROM pg_catalog.pg_replication_slots WHERE slot_name = $1 AND database = pg_catalog.current_database()", [state.Name], r => r.GetString(0), cancellation).ConfigureAwait(false) is not { } plugin) return null;
        state.Plugin = plugin;
        return state;
    }

    protected override Task DropAsync(PostgresServer server, string database, ReplicationSlot state, CancellationToken cancellation) =>
        ExecuteAsync(server, database, [SlotStatements.Drop(state.Name)], cancellation);

    protected override ValueTask ImportAsync(ImportContext<ReplicationSlot> context, CancellationToken cancellation)
    {
        if (Imports.DatabaseAndName(context, "a replication slot") is var (database, name)) context.Found(new ReplicationSlot { Id = context.Id, Database = database, Name = name, Plugin = "" });
        return ValueTask.CompletedTask;
    }
}

internal sealed class PhysicalReplicationSlotResource : ServerResource<PhysicalReplicationSlot>
{
    protected override string Noun => "replication slot";

    protected override bool IsWhollyPlanned => true;

    protected override async Task<string> MakeAsync(PostgresServer server, PhysicalReplicationSlot plan, ApplyContext<PhysicalReplicationSlot> context, CancellationToken cancellation)
    {
        await server.ExecuteAsync($"SELECT FROM pg_catalog.pg_create_physical_replication_slot({Sql.Text(plan.Name)})", cancellation).ConfigureAwait(false);
        return plan.Name;
    }

    protected override async Task<PhysicalReplicationSlot?> ReadAsync(PostgresServer server, PhysicalReplicationSlot state, CancellationToken cancellation) =>
        await server.AskAsync(server.Database, session => session.HoldsAsync("EXISTS (SELECT FROM pg_catalog.pg_replication_slots WHERE slot_name = $1 AND slot_type = 'physical')", [state.Name], cancellation), cancellation).ConfigureAwait(false) ? state : null;

    protected override Task DeleteAsync(PostgresServer server, PhysicalReplicationSlot state, CancellationToken cancellation) => server.ExecuteAsync(SlotStatements.Drop(state.Name), cancellation);

    protected override ValueTask ImportAsync(ImportContext<PhysicalReplicationSlot> context, CancellationToken cancellation)
    {
        context.Found(new PhysicalReplicationSlot { Id = context.Id, Name = context.Id });
        return ValueTask.CompletedTask;
    }
}

internal static class SlotStatements
{
    /// <summary>Drops it where it is there.</summary>
    public static string Drop(string name) => $"SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots WHERE slot_name = {Sql.Text(name)}";
}
