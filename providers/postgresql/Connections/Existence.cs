namespace Plumb.Provider.Postgresql.Connections;

/// <summary>Whether the surroundings of an object are there: without them there is nothing to look for, and nowhere to connect to.</summary>
internal static class Existence
{
    public static Task<bool> OfDatabaseAsync(PostgresServer server, string database, CancellationToken cancellation) => database == server.Database
        ? Task.FromResult(true)
        : server.AskAsync(server.Database, session => session.HoldsAsync("EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = $1)", [database], cancellation), cancellation);

    public static Task<bool> OfRoleAsync(ServerSession session, string role, CancellationToken cancellation) => role == Sql.Public
        ? Task.FromResult(true)
        : session.HoldsAsync("EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1)", [role], cancellation);

    public static Task<bool> OfSchemaAsync(ServerSession session, string schema, CancellationToken cancellation) =>
        session.HoldsAsync("EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1)", [schema], cancellation);
}
