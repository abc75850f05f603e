namespace Plumb.Plugins.Client;

public enum PluginLogLevel
{
    Trace,
    Debug,
    Info,
    Warn,
    Error,
}

/// <summary>Where the log lines and stray output of plugins go.</summary>
public interface IPluginLog
{
    void Write(PluginLogLevel level, string plugin, string message);
}

/// <summary>For hosts that nobody looks into.</summary>
public sealed class NoPluginLog : IPluginLog
{
    public void Write(PluginLogLevel level, string plugin, string message)
    {
    }
}
