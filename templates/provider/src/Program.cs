using Plumb.Plugins.Server;
using Plumb.Provider.Logging;
using Sample;

var log = new JsonLog(Console.Error, TimeProvider.System);
return await PluginServer.ServeAsync(args, SampleProvider.Create(log), new() { Address = "registry.terraform.io/example-namespace/sample" });
