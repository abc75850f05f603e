using System.Collections;
using System.Diagnostics;
using System.Globalization;
using Plumb.Connections.Executors;
using Plumb.Connections.OpenSsh;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;

// bench-connections MODE KEY REPETITIONS HOST...    MODE: ssh (a bare `ssh host true` to all), ping (connect and one operation), commands (50 over each connection)
var (mode, key, repetitions, hosts) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture), args[3..]);
var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => $"{e.Key}", e => $"{e.Value}", StringComparer.Ordinal);
string[] options = ["-F", "/dev/null", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"];
var connector = new SshConnector(new EmbeddedExecutors(typeof(Program).Assembly, variables, AppContext.BaseDirectory), variables, null);

async Task Bare(string host)
{
    var start = new ProcessStartInfo("ssh", [.. options, "-i", key, $"root@{host}", "true"]) { RedirectStandardInput = true };
    using var process = Process.Start(start) ?? throw new InvalidOperationException("ssh did not start");
    await process.WaitForExitAsync();
    if (process.ExitCode != 0) throw new InvalidOperationException($"ssh {host} failed");
}

IHostConnection Connect(string host) => connector.Connect(new ConnectionSettings(host) { User = "root", PrivateKeyFile = key, SshArguments = options });

async Task Operation(IHostConnection connection, string name, MapData arguments)
{
    var result = await connection.RunAsync(new OperationRequest(name, arguments), OperationEvents.None, CancellationToken.None);
    if (result.Failed) throw new InvalidOperationException(result.Message);
}

async Task Ping(string host)
{
    await using var connection = Connect(host);
    await Operation(connection, "ping", MapData.Empty);
}

async Task<double> Commands(string host)
{
    await using var connection = Connect(host);
    await Operation(connection, "ping", MapData.Empty);
    var watch = Stopwatch.StartNew();
    var command = new MapData([KeyValuePair.Create("_raw_params", DataValue.Of("true"))]);
    for (var i = 0; i < 50; i++) await Operation(connection, "command", command);
    return watch.Elapsed.TotalMilliseconds / 50;
}

var times = new List<double>();
// The first round is not counted: it sends the executor and compiles this program.
for (var round = 0; round <= repetitions; round++)
{
    var watch = Stopwatch.StartNew();
    var each = mode switch
    {
        "ssh" => await All(Bare),
        "ping" => await All(Ping),
        _ => (await Task.WhenAll(hosts.Select(Commands))).Max(),
    };
    if (round > 0) times.Add(mode == "commands" ? each : watch.Elapsed.TotalMilliseconds);
}
times.Sort();
Console.WriteLine(times[times.Count / 2].ToString("0.0", CultureInfo.InvariantCulture));

async Task<double> All(Func<string, Task> act)
{
    await Task.WhenAll(hosts.Select(h => Task.Run(() => act(h))));
    return 0;
}
