using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Plumb.Provider.Postgresql.Tests.PostgresCluster))]

namespace Plumb.Provider.Postgresql.Tests;

/// <summary>
/// A real PostgreSQL of these tests' own, in a folder that goes when they are done. Through its socket everyone may be
/// anyone; through TCP a role needs its password.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private static readonly string? Programs = Find();

    private Process? _server;
    private NpgsqlDataSource? _source;
    private int _names;

    /// <summary>Null where the server runs; else why it does not.</summary>
    public string? AbsentBecause { get; private set; } = Programs is null ? "postgresql is not installed" : null;

    public string Folder { get; private set; } = "";

    public int Port { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Programs is null) return;
        Folder = Directory.CreateTempSubdirectory("plumb-pg-").FullName;
        Port = FreePort();
        // PostgreSQL does not run as root.
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", Folder);
        await RunAsync([.. AsServer, Path.Combine(Programs, "initdb"), "-D", Data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]);
        await File.WriteAllTextAsync(Path.Combine(Data, "pg_hba.conf"), "local all all trust\nhostssl all tls_user 127.0.0.1/32 cert\nhost all all 127.0.0.1/32 scram-sha-256\n");
        await TestCertificates.WriteAsync(Data, Folder);
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "-R", "postgres", Data);
        string[] start =
        [
            .. AsServer, Path.Combine(Programs, "postgres"), "-D", Data, "-k", Folder, "-p", Port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "shared_buffers=16MB", "-c", "max_connections=200", "-c", "log_min_messages=fatal", "-c", "logging_collector=off", "-c", "wal_level=logical",
            "-c", "ssl=on", "-c", "ssl_ca_file=authority.crt",
        ];
        _server = Process.Start(new ProcessStartInfo(start[0], start[1..]) { RedirectStandardError = true, RedirectStandardOutput = true });
        _server?.BeginErrorReadLine();
        _server?.BeginOutputReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        _source = NpgsqlDataSource.Create(ConnectionText("postgres"));
        await AwaitServerAsync(_source);
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null) await _source.DisposeAsync();
        Stop();
        if (Folder.Length > 0) Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A name that no other test has.</summary>
    public string Name(string prefix) => $"{prefix}_{Interlocked.Increment(ref _names)}";

    public async Task ExecuteAsync(string sql, string database = "postgres", string user = "postgres")
    {
        await using var connection = new NpgsqlConnection(ConnectionText(database, user));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row as text; null where there is none.</summary>
    public async Task<string?> AskAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(ConnectionText(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
    }

    public async Task<bool> CanLogInAsync(string user, string password)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database=postgres;Username={user};Password={password};SSL Mode=Disable;Pooling=false");
        await using var connection = new NpgsqlConnection(text);
        try
        {
            await connection.OpenAsync();
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            return false;
        }
    }

    private static string[] AsServer => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];

    private string Data => Path.Combine(Folder, "data");

    private string ConnectionText(string database, string user = "postgres") =>
        string.Create(CultureInfo.InvariantCulture, $"Host={Folder};Port={Port};Database=\"{database}\";Username=\"{user}\";Pooling=false;Include Error Detail=true");

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux()) return null;
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var v) ? v : 0).Select(d => Path.Combine(d, "bin")) : [];
        return versions.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true }) ?? throw new InvalidOperationException($"{command[0]} did not start");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)}: {await output}{await error}");
    }

    private async Task AwaitServerAsync(NpgsqlDataSource source)
    {
        for (var tries = 0; tries < 300 && _server is { HasExited: false }; tries++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100);
            }
        }
        AbsentBecause = "postgresql did not start";
        Stop();
    }

    private void Stop()
    {
        if (_server is not { HasExited: false }) return;
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit(10_000);
    }
}
