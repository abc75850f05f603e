using Plumb.Plugins.Server;
using Plumb.Provider.Docker;
using Plumb.Provider.Logging;

var clock = TimeProvider.System;
IProviderLog log = JsonLog.LevelOf(Environment.GetEnvironmentVariable) is { } level ? new JsonLog(Console.Error, clock, level) : NoLog.Instance;
var provider = DockerProvider.Create(Environment.GetEnvironmentVariable, clock, log);
return await PluginServer.ServeAsync(args, provider, new() { Address = DockerProvider.Address, Time = clock });
