using System.CommandLine;
using System.Text.Json;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Commands;

/// <summary><c>validate</c>: checks the configuration without state and without values from outside.</summary>
internal static class ValidateCommand
{
    private static readonly JsonWriterOptions Indented = Core.Json.JsonValueCodec.WriterOptions with { Indented = true, NewLine = "\n" };

    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var query = new Option<bool>("-query") { Description = "Check files of queries (*.tfquery.hcl) too." };
        var command = new Command("validate", "Check the configuration.") { query };
        common.AddView(command);
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            if (session.LoadConfiguration(required: false, withQueries: parsed.GetValue(query)) is { } tree) await session.ValidateAsync(tree, 10, planFollows: false, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(common.Json)) terminal.Out.WriteLine(ToJson(session.Diagnostics));
            else
            {
                DiagnosticText.Write(terminal, session.Diagnostics, common.UsesColor(terminal, parsed));
                if (!session.Diagnostics.HasErrors) terminal.Out.WriteLine("Success! The configuration is valid.");
            }
            return session.Diagnostics.HasErrors ? 1 : 0;
        });
        return command;
    }

    private static string ToJson(DiagnosticBag diagnostics)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteString("format_version", "1.0");
            json.WriteBoolean("valid", !diagnostics.HasErrors);
            json.WriteNumber("error_count", diagnostics.Count(d => d.Severity == Severity.Error));
            json.WriteNumber("warning_count", diagnostics.Count(d => d.Severity == Severity.Warning));
            json.WriteStartArray("diagnostics");
            var blocks = new EnclosingBlocks();
            foreach (var diagnostic in diagnostics) DiagnosticJson.Write(json, diagnostic, blocks);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
