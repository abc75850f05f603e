using Plumb.Plugins.Protocol;
using Plumb.Plugins.Server;
using Plumb.Provider.Logging;
using Plumb.Provider.Postgresql;

IProviderLog log = JsonLog.LevelOf(Environment.GetEnvironmentVariable) is { } level
    ? new JsonLog(Console.Error, TimeProvider.System, level, "provider.postgresql")
    : NoLog.Instance;
var provider = PostgresqlProvider.Create(Environment.GetEnvironmentVariable, TimeProvider.System, log);
return await PluginServer.ServeAsync(args, provider, new()
{
    Protocols = [ProtocolVersion.Six, ProtocolVersion.Five],
    Address = "registry.terraform.io/cyrilgdn/postgresql",
});
