using System.Text;
using System.Text.Json;

namespace Plumb.Plugins.Client;

/// <summary>A line of a plugin's error output: a record of its logger in JSON, text with a level in brackets, or anything.</summary>
internal readonly record struct PluginLogLine(PluginLogLevel Level, string Message)
{
    public static PluginLogLine Parse(string line)
    {
        if (line.StartsWith('{') && TryParseRecord(line) is { } record) return record;
        if (line.StartsWith('[') && line.IndexOf(']', StringComparison.Ordinal) is > 0 and var end && LevelOf(line[1..end]) is { } level) return new PluginLogLine(level, line[(end + 1)..].TrimStart());
        return new PluginLogLine(PluginLogLevel.Debug, line);
    }

    private static PluginLogLine? TryParseRecord(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var record = document.RootElement;
            if (!record.TryGetProperty("@message", out var message)) return null;
            var level = record.TryGetProperty("@level", out var name) ? LevelOf(name.ToString()) : null;
            var text = new StringBuilder();
            if (record.TryGetProperty("@module", out var module)) text.Append(module.ToString()).Append(": ");
            text.Append(message.ToString());
            foreach (var field in record.EnumerateObject().Where(f => !f.Name.StartsWith('@'))) text.Append(' ').Append(field.Name).Append('=').Append(field.Value.ToString());
            return new PluginLogLine(level ?? PluginLogLevel.Debug, text.ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PluginLogLevel? LevelOf(string name) => name.ToUpperInvariant() switch
    {
        "TRACE" => PluginLogLevel.Trace,
        "DEBUG" => PluginLogLevel.Debug,
        "INFO" => PluginLogLevel.Info,
        "WARN" => PluginLogLevel.Warn,
        "ERROR" => PluginLogLevel.Error,
        _ => null,
    };
}
