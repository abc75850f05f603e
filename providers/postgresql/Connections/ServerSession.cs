using Npgsql;

namespace Plumb.Provider.Postgresql.Connections;

/// <summary>One connection while it is in use.</summary>
internal sealed class ServerSession(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>The major version, such as 15.</summary>
    public int Version => connection.PostgreSqlVersion.Major;

    public ValueTask<NpgsqlTransaction> BeginAsync(CancellationToken cancellation) => connection.BeginTransactionAsync(cancellation);

    /// <summary>Runs statements that take no parameters, which is all that change the catalogs.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    public async Task ExecuteAsync(IEnumerable<string> statements, CancellationToken cancellation)
    {
        foreach (var statement in statements) await ExecuteAsync(statement, cancellation).ConfigureAwait(false);
    }

    /// <summary>All rows; parameters are <c>$1</c>, <c>$2</c> and so on: texts, or arrays of them.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, IReadOnlyList<object> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter is string[] texts ? new NpgsqlParameter<string[]> { TypedValue = texts } : new NpgsqlParameter<string> { TypedValue = (string)parameter });
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first row; null where there is none.</summary>
    public async Task<T?> FirstAsync<T>(string sql, IReadOnlyList<object> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) where T : class =>
        (await QueryAsync(sql, parameters, read, cancellation).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Whether a condition holds.</summary>
    public async Task<bool> HoldsAsync(string condition, IReadOnlyList<object> parameters, CancellationToken cancellation) =>
        (await QueryAsync($"SELECT {condition}", parameters, r => r.GetBoolean(0), cancellation).ConfigureAwait(false))[0];

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
