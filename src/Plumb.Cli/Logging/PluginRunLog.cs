using Plumb.Plugins.Client;

namespace Plumb.Cli.Logging;

/// <summary>What provider plugins log, in the log of the run.</summary>
internal sealed class PluginRunLog(RunLog log) : IPluginLog
{
    public void Write(PluginLogLevel level, string plugin, string message) => log.WriteOfProvider(level switch
    {
        PluginLogLevel.Trace => LogLevel.Trace,
        PluginLogLevel.Debug => LogLevel.Debug,
        PluginLogLevel.Info => LogLevel.Info,
        PluginLogLevel.Warn => LogLevel.Warn,
        _ => LogLevel.Error,
    }, $"{plugin}: {message}");
}
