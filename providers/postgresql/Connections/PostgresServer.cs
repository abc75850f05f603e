using System.Collections.Concurrent;
using Npgsql;
using Plumb.Provider.Logging;

namespace Plumb.Provider.Postgresql.Connections;

/// <summary>
/// The server that a provider block describes: a pool of connections a database, opened when they are first wanted.
/// Changes that collide with changes of others are made again.
/// </summary>
internal sealed class PostgresServer(ConnectionSettings settings, TimeProvider clock, IProviderLog log) : IAsyncDisposable
{
    private const int Attempts = 12;

    /// <summary>
    /// Changes of privileges and roles take this lock, of which each database has its own: they are short, and where two
    /// of them touch one row of a catalog at once PostgreSQL fails the one that comes second.
    /// </summary>
    private const string LockKey = "482117304091";

    private const string TakeLock = $"SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SELECT pg_catalog.pg_advisory_xact_lock({LockKey})";

    private readonly ConcurrentDictionary<string, Lazy<NpgsqlDataSource>> _databases = new(StringComparer.Ordinal);

    /// <summary>The database that the provider block names: the one for what belongs to no database.</summary>
    public string Database => settings.Database;

    /// <summary>Whether passwords may be compared with what the server has.</summary>
    public bool IsSuperuser => settings.IsSuperuser;

    /// <summary>The connected role as SQL names it.</summary>
    public string User => settings.DatabaseUser is { } user ? Sql.Name(user) : "CURRENT_USER";

    /// <summary>Looks something up.</summary>
    public async Task<T> AskAsync<T>(string database, Func<ServerSession, Task<T>> ask, CancellationToken cancellation)
    {
        await using var session = await OpenAsync(database, cancellation).ConfigureAwait(false);
        return await ask(session).ConfigureAwait(false);
    }

    /// <summary>Makes a change in one transaction, apart from all other changes in the same database.</summary>
    public Task<T> ChangeAsync<T>(string database, Func<ServerSession, Task<T>> change, CancellationToken cancellation) => InsistAsync(async () =>
    {
        await using var session = await OpenAsync(database, cancellation).ConfigureAwait(false);
        await using var transaction = await session.BeginAsync(cancellation).ConfigureAwait(false);
        await session.ExecuteAsync(TakeLock, cancellation).ConfigureAwait(false);
        var result = await change(session).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return result;
    }, cancellation);

    public Task ChangeAsync(string database, Func<ServerSession, Task> change, CancellationToken cancellation) => ChangeAsync(database, async session =>
    {
        await change(session).ConfigureAwait(false);
        return true;
    }, cancellation);

    /// <summary>
    /// Runs statements that can be no part of a transaction, in the provider's own database, each for itself, as a member of
    /// the roles. Memberships that are borrowed for that are everyone's to see, and to take for their own: until they are
    /// given back, nobody else makes changes here.
    /// </summary>
    /// <param name="unused">A database that nobody may be connected to meanwhile; other changes may have come back to it by the time of another attempt.</param>
    public Task ExecuteAsync(IReadOnlyList<string> asMemberOf, IEnumerable<string> statements, string? unused, CancellationToken cancellation) => AskAsync(Database, async session =>
    {
        var mayBorrow = asMemberOf.Count > 0 && await session.HoldsAsync("NOT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user", [], cancellation).ConfigureAwait(false);
        if (mayBorrow) await session.ExecuteAsync($"SELECT pg_catalog.pg_advisory_lock({LockKey})", cancellation).ConfigureAwait(false);
        try
        {
            var rights = await BorrowedRoles.TakeAsync(session, asMemberOf, cancellation).ConfigureAwait(false);
            try
            {
                foreach (var statement in statements) await ExecuteAsync(session, statement, unused, cancellation).ConfigureAwait(false);
            }
            finally
            {
                await rights.GiveBackAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            // The pool would keep the session, and the session the lock.
            if (mayBorrow) await session.ExecuteAsync($"SELECT pg_catalog.pg_advisory_unlock({LockKey})", CancellationToken.None).ConfigureAwait(false);
        }
        return true;
    }, cancellation);

    public Task ExecuteAsync(string statement, CancellationToken cancellation) => ExecuteAsync([], [statement], null, cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _databases.Values)
            if (source.IsValueCreated) await source.Value.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ExecuteAsync(ServerSession session, string statement, string? unused, CancellationToken cancellation) => await InsistAsync(async () =>
    {
        if (unused is not null) Release(unused);
        await session.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        return true;
    }, cancellation).ConfigureAwait(false);

    /// <summary>Closes the idle connections to a database, which would keep it from being dropped, renamed or copied.</summary>
    private void Release(string database)
    {
        if (_databases.TryGetValue(database, out var source)) source.Value.Clear();
    }

    private async Task<ServerSession> OpenAsync(string database, CancellationToken cancellation)
    {
        if (settings.Unknown.Count > 0) throw new ServerUnknownException(settings.Unknown);
        var source = _databases.GetOrAdd(database, name => new Lazy<NpgsqlDataSource>(() => settings.Open(name)));
        try
        {
            return new ServerSession(await source.Value.OpenConnectionAsync(cancellation).ConfigureAwait(false));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName && database != Database)
        {
            throw new DatabaseGoneException(e);
        }
    }

    private async Task<T> InsistAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (PostgresException e) when (tries < Patience(e))
            {
                log.Write(LogLevel.Debug, "another change came between; trying again", ("sqlstate", e.SqlState), ("attempt", tries));
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(10 << tries, 1000)), clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// How often to try where another attempt need not meet the same failure. "tuple concurrently updated" is an internal error to PostgreSQL, without
    /// a state of its own; where two make the same row, the second finds a key that is there already.
    /// For what is in use PostgreSQL waits seconds by itself.
    /// </summary>
    private static int Patience(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable => Attempts,
        PostgresErrorCodes.InternalError or PostgresErrorCodes.UniqueViolation => Attempts,
        PostgresErrorCodes.ObjectInUse => 3,
        _ => 1,
    };
}

/// <summary>An object's database is not there (any more), and the object neither.</summary>
internal sealed class DatabaseGoneException(PostgresException refusal) : Exception(refusal.MessageText, refusal)
{
    public PostgresException Refusal { get; } = refusal;
}

/// <summary>The provider block depends on what does not exist yet.</summary>
internal sealed class ServerUnknownException(IReadOnlyList<string> settings)
    : Exception($"The server is not known yet: {string.Join(", ", settings)} of the provider block will be known only after an apply. Apply what they depend on first (-target), or give them directly.");
