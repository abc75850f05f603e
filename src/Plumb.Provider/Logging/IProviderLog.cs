namespace Plumb.Provider.Logging;

/// <summary>Levels as TF_LOG names them.</summary>
public enum LogLevel
{
    Trace,
    Debug,
    Info,
    Warn,
    Error,
}

/// <summary>Where a provider writes what helps to find faults. Secrets do not belong there.</summary>
public interface IProviderLog
{
    bool IsEnabled(LogLevel level);

    void Write(LogLevel level, string message, params ReadOnlySpan<(string Name, object? Value)> fields);
}

/// <summary>Writes nothing.</summary>
public sealed class NoLog : IProviderLog
{
    public static NoLog Instance { get; } = new();

    public bool IsEnabled(LogLevel level) => false;

    public void Write(LogLevel level, string message, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
    }
}
