using System.CommandLine;
using System.Text;
using System.Text.Json;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Json;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Tree;

namespace Plumb.Cli.Commands.Inspection;

/// <summary><c>modules</c>: the modules that a configuration calls, with their sources and versions.</summary>
internal static class ModulesCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var command = new Command("modules", "Show the modules that the configuration calls.") { common.Json, common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, _) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            var tree = session.LoadConfiguration(required: false);
            DiagnosticText.Write(terminal.WithMessagesApart, session.Diagnostics, common.UsesColor(terminal, parsed));
            if (tree is null) return 1;
            var manifest = ModuleManifest.Read(Path.Combine(terminal.WorkingDirectory, session.DataDirectory, "modules"));
            if (parsed.GetValue(common.Json)) await terminal.Out.WriteLineAsync(ToJson(tree, manifest)).ConfigureAwait(false);
            else if (tree.Root.Children.Count == 0) await terminal.Out.WriteLineAsync("No modules found in configuration.").ConfigureAwait(false);
            else
            {
                await terminal.Out.WriteAsync("\nModules declared by configuration:\n").ConfigureAwait(false);
                new TreeText(".", [.. Children(tree.Root, manifest)]).Write(terminal.Out);
                await terminal.Out.WriteAsync("\n").ConfigureAwait(false);
            }
            return 0;
        });
        return command;
    }

    private static IEnumerable<TreeText> Children(ModuleNode node, ModuleManifest manifest) =>
        node.Children.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c =>
        {
            var version = VersionOf(c.Value, manifest);
            return new TreeText($"\"{c.Key}\"[{c.Value.Call?.Source}]{(version.Length == 0 ? "" : " " + version)}", [.. Children(c.Value, manifest)]);
        });

    private static string VersionOf(ModuleNode node, ModuleManifest manifest) => manifest.Find(string.Join('.', node.Address.Names()))?.Version?.ToString() ?? "";

    private static string ToJson(ConfigurationTree tree, ModuleManifest manifest)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonValueCodec.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("format_version", "1.0");
            json.WriteStartArray("modules");
            foreach (var node in tree.Modules.Where(m => m.Parent is not null))
            {
                json.WriteStartObject();
                json.WriteString("key", node.Address.Name);
                json.WriteString("source", node.Call?.Source ?? "");
                json.WriteString("version", VersionOf(node, manifest));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
