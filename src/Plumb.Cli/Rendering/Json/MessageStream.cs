using System.Globalization;
using System.Text.Json;
using Plumb.Core.Diagnostics;
using Plumb.Engine;

namespace Plumb.Cli.Rendering.Json;

/// <summary>Machine-readable messages of a run: one JSON document a line, as soon as there is something to tell. May be written to from several threads.</summary>
internal sealed class MessageStream
{
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();

    /// <summary>Begins with the message that tells the versions.</summary>
    public MessageStream(TextWriter output, TimeProvider time)
    {
        (_output, _time) = (output, time);
        Write("info", $"Terraform {LanguageVersion.Text}", "version", json =>
        {
            json.WriteString("terraform", LanguageVersion.Text);
            json.WriteString("ui", "1.2");
        });
    }

    public void Write(string message, string type, Action<Utf8JsonWriter> content) => Write("info", message, type, content);

    public void Log(string message) => Write("info", message, "log", _ => { });

    /// <summary>Warnings come before errors, as everywhere.</summary>
    public void Write(IEnumerable<Diagnostic> diagnostics)
    {
        var blocks = new EnclosingBlocks();
        foreach (var diagnostic in diagnostics.OrderBy(d => d.Severity == Severity.Error))
        {
            var isError = diagnostic.Severity == Severity.Error;
            Write(isError ? "error" : "warn", $"{(isError ? "Error" : "Warning")}: {diagnostic.Summary}", "diagnostic", json =>
            {
                json.WritePropertyName("diagnostic");
                DiagnosticJson.Write(json, diagnostic, blocks);
            });
        }
    }

    private void Write(string level, string message, string type, Action<Utf8JsonWriter> content)
    {
        var line = JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("@level", level);
            json.WriteString("@message", message);
            json.WriteString("@module", "terraform.ui");
            json.WriteString("@timestamp", _time.GetLocalNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffK", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal));
            content(json);
            json.WriteString("type", type);
            json.WriteEndObject();
        });
        lock (_gate)
        {
            _output.Write(line + "\n");
            _output.Flush();
        }
    }
}
