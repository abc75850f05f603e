using System.CommandLine;
using System.Text;
using System.Text.Json;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Engine.Functions;
using Plumb.Engine.Functions.Filesystem;

namespace Plumb.Cli.Commands.Inspection;

/// <summary><c>metadata functions</c>: the signatures of all functions, for editors and other programs.</summary>
internal static class MetadataCommand
{
    public static readonly DiagnosticRule JsonRequired = new("CLI171", Severity.Error, "The -json flag is required");

    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var functions = new Command("functions", "Print the signatures of all functions as JSON.") { common.Json };
        functions.SetAction(parsed =>
        {
            if (!parsed.GetValue(common.Json))
            {
                DiagnosticText.Write(terminal, [new Diagnostic(JsonRequired, null, $"The `{terminal.Program.Command} metadata functions` command requires the `-json` flag.")], terminal.UseColor);
                return 1;
            }
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream, JsonValueCodec.WriterOptions))
                FunctionSignatureJson.Write(json, new FunctionContext { BaseDirectory = terminal.WorkingDirectory, Files = new LocalFileAccess() });
            terminal.Out.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
            return 0;
        });
        return new Command("metadata", "Tell about the language itself.") { functions };
    }
}
