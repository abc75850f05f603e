using System.CommandLine;
using System.Text;
using System.Text.Json;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Json;
using Plumb.Engine.Providers;
using Plumb.Provider.Schemas;

namespace Plumb.Cli.Commands.Inspection;

/// <summary><c>providers schema</c>: the schemas of the providers in use, for other programs.</summary>
internal static class ProviderSchemasCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var command = new Command("schema", "Print the schemas of the providers in use as JSON.") { common.Json, common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            var schemas = parsed.GetValue(common.Json) ? await LoadAsync(session, cancellation).ConfigureAwait(false) : null;
            if (!parsed.GetValue(common.Json)) session.Diagnostics.Add(MetadataCommand.JsonRequired, null, $"The `{terminal.Program.Command} providers schema` command requires the `-json` flag.");
            DiagnosticText.Write(terminal.WithMessagesApart, session.Diagnostics, common.UsesColor(terminal, parsed));
            if (schemas is null) return 1;
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream, JsonValueCodec.WriterOptions)) SchemaJson.Write(json, schemas);
            await terminal.Out.WriteLineAsync(Encoding.UTF8.GetString(stream.ToArray())).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static async Task<SortedDictionary<ProviderAddress, ProviderSchema>?> LoadAsync(ProjectSession session, CancellationToken cancellation)
    {
        if (session.LoadConfiguration(required: false) is not { } tree) return null;
        var store = StateAccess.Open(session);
        await using var closing = store.ConfigureAwait(false);
        if (await store.ReadAsync(session.Diagnostics, cancellation).ConfigureAwait(false) is not { } state) return null;
        var found = new SortedDictionary<ProviderAddress, ProviderSchema>();
        foreach (var provider in ProvidersInUse.Of(tree, state))
            if (await session.OpenProviders().SchemaAsync(provider, session.Diagnostics, cancellation).ConfigureAwait(false) is { } schema) found[provider] = schema;
        return session.Diagnostics.HasErrors ? null : found;
    }
}
