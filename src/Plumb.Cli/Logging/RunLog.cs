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
/// What a run does, for whoever looks for a fault: to the error output, or to the file of TF_LOG_PATH. TF_LOG_CORE, or
/// else TF_LOG, tells how much. Addresses, actions and times are logged; values never are, whether secret or not.
/// </summary>
internal sealed class RunLog : IDisposable
{
    private readonly TextWriter _output;
    private readonly bool _ownsOutput;
    private readonly LogLevel _least;
    private readonly bool _isJson;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();

    private RunLog(TextWriter output, bool ownsOutput, LogLevel least, bool isJson, TimeProvider time) =>
        (_output, _ownsOutput, _least, _isJson, _time) = (output, ownsOutput, least, isJson, time);

    public static RunLog Open(Terminal terminal, TimeProvider time)
    {
        var wanted = terminal.Environment("TF_LOG_CORE") is { Length: > 0 } core ? core : terminal.Environment("TF_LOG") ?? "";
        var least = LevelOf(wanted);
        if (least == LogLevel.Off) return new RunLog(TextWriter.Null, false, least, false, time);
        var isJson = wanted.Equals("JSON", StringComparison.OrdinalIgnoreCase);
        if (terminal.Environment("TF_LOG_PATH") is not { Length: > 0 } path) return new RunLog(terminal.Error, false, least, isJson, time);
        try
        {
            var stream = new FileStream(Path.GetFullPath(path, terminal.WorkingDirectory), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            return new RunLog(new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true }, true, least, isJson, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.Write($"Error opening log file: {e.Message}\n");
            return new RunLog(terminal.Error, false, least, isJson, time);
        }
    }

    /// <summary>Whether the log goes to where people look.</summary>
    public bool IsOnScreen => IsOn && !_ownsOutput;

    public bool IsOn => _least != LogLevel.Off;

    public void Write(LogLevel level, string message)
    {
        if (level < _least) return;
        var line = _isJson ? JsonLine(level, message) : string.Create(CultureInfo.InvariantCulture, $"{Now()} {$"[{NameOf(level)}]",-7} {message}");
        lock (_gate) _output.Write(line + "\n");
    }

    public void Dispose()
    {
        if (_ownsOutput) _output.Dispose();
    }

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
