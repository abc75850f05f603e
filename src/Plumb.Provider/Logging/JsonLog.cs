using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Plumb.Provider.Logging;

/// <summary>
/// One JSON object a line, as the engine expects them on a plugin's standard error; it then shows those that TF_LOG asks
/// for. The writer is the program's standard error.
/// </summary>
public sealed class JsonLog(TextWriter output, TimeProvider clock, LogLevel least = LogLevel.Trace, string module = "provider") : IProviderLog
{
    private readonly Lock _writing = new();

    /// <summary>The least level that the environment asks for: TF_LOG_PROVIDER, or else TF_LOG; null where logging is off.</summary>
    public static LogLevel? LevelOf(Func<string, string?> environment) =>
        (environment("TF_LOG_PROVIDER") is { Length: > 0 } own ? own : environment("TF_LOG")) switch
        {
            null or "" => null,
            var text when Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) => level,
            var text when text.Equals("off", StringComparison.OrdinalIgnoreCase) => null,
            _ => LogLevel.Trace,
        };

    public bool IsEnabled(LogLevel level) => level >= least;

    public void Write(LogLevel level, string message, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        if (!IsEnabled(level)) return;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@level", level.ToString().ToLowerInvariant());
            json.WriteString("@message", message);
            json.WriteString("@module", module);
            json.WriteString("@timestamp", clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            foreach (var (name, value) in fields) json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            json.WriteEndObject();
        }
        var line = Encoding.UTF8.GetString(buffer.WrittenSpan);
        lock (_writing)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
