using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumb.Cli.Session;

namespace Plumb.Cli.Logging;

internal enum LogLevel
{
    Trace,
    Debug,
    Info,
    Warn,
    Error,
    Off,
}

/// <summary>
/// What a run does, for whoever looks for a fault: to the error output, or to the file of TF_LOG_PATH. TF_LOG tells how much,
/// TF_LOG_CORE and TF_LOG_PROVIDER of the program itself and of its providers. Addresses, actions and times are logged; values never are, whether secret or not.
/// </summary>
internal sealed class RunLog : IDisposable
{
    private readonly TextWriter _output;
    private readonly bool _ownsOutput;
    private readonly LogLevel _least;
    private readonly LogLevel _leastOfProviders;
    private readonly bool _isJson;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();

    private RunLog(TextWriter output, bool ownsOutput, LogLevel least, LogLevel leastOfProviders, bool isJson, TimeProvider time) =>
        (_output, _ownsOutput, _least, _leastOfProviders, _isJson, _time) = (output, ownsOutput, least, leastOfProviders, isJson, time);

    public static RunLog Open(Terminal terminal, TimeProvider time)
    {
        var all = terminal.Environment("TF_LOG") ?? "";
        var (core, providers) = (Wanted(terminal, "TF_LOG_CORE") ?? all, Wanted(terminal, "TF_LOG_PROVIDER") ?? all);
        var (least, leastOfProviders) = (LevelOf(core), LevelOf(providers));
        if (least == LogLevel.Off && leastOfProviders == LogLevel.Off) return new RunLog(TextWriter.Null, false, least, leastOfProviders, false, time);
        var isJson = new[] { core, providers }.Contains("JSON", StringComparer.OrdinalIgnoreCase);
        if (terminal.Environment("TF_LOG_PATH") is not { Length: > 0 } path) return new RunLog(terminal.Error, false, least, leastOfProviders, isJson, time);
        try
        {
            var stream = new FileStream(Path.GetFullPath(path, terminal.WorkingDirectory), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            return new RunLog(new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true }, true, least, leastOfProviders, isJson, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.Write($"Error opening log file: {e.Message}\n");
            return new RunLog(terminal.Error, false, least, leastOfProviders, isJson, time);
        }
    }

    /// <summary>Whether the log goes to where people look.</summary>
    public bool IsOnScreen => (IsOn || HasProviders) && !_ownsOutput;

    public bool IsOn => _least != LogLevel.Off;

    public bool HasProviders => _leastOfProviders != LogLevel.Off;

    public void Write(LogLevel level, string message)
    {
        if (level >= _least) WriteLine(level, message);
    }

    /// <summary>What a provider's program says.</summary>
    public void WriteOfProvider(LogLevel level, string message)
    {
        if (level >= _leastOfProviders) WriteLine(level, message);
    }

    private void WriteLine(LogLevel level, string message)
    {
        var line = _isJson ? JsonLine(level, message) : string.Create(CultureInfo.InvariantCulture, $"{Now()} {$"[{NameOf(level)}]",-7} {message}");
        lock (_gate) _output.Write(line + "\n");
    }

    public void Dispose()
    {
        if (_ownsOutput) _output.Dispose();
    }

    private static string? Wanted(Terminal terminal, string variable) => terminal.Environment(variable) is { Length: > 0 } level ? level : null;

    /// <summary>As the peer: a level that is none counts as the finest one.</summary>
    private static LogLevel LevelOf(string text) => text.ToUpperInvariant() switch
    {
        "" or "OFF" => LogLevel.Off,
        "ERROR" => LogLevel.Error,
        "WARN" => LogLevel.Warn,
        "INFO" => LogLevel.Info,
        "DEBUG" => LogLevel.Debug,
        _ => LogLevel.Trace,
    };

    private static string NameOf(LogLevel level) => level.ToString().ToUpperInvariant();

    private string Now() => _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private string JsonLine(LogLevel level, string message)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("@level", NameOf(level).ToLowerInvariant());
            json.WriteString("@message", message);
            json.WriteString("@timestamp", Now());
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
