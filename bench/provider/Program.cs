using System.Diagnostics;
using System.Globalization;
using Plumb.Bench;
using Plumb.Plugins.Server;
using Plumb.Provider.Authoring;

var provider = new ComposedProvider { Configuration = new BenchConfiguration(), Resources = [new ItemResource()] };
var exitCode = await PluginServer.ServeAsync(args, provider, new() { Address = "registry.terraform.io/plumb/bench" });
// Whoever measures the engine takes off what its child needed.
if (Environment.GetEnvironmentVariable("BENCH_PROVIDER_CPU") is { Length: > 0 } file)
    File.AppendAllText(file, Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture) + "\n");
return exitCode;
