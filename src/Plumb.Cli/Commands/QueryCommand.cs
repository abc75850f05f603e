using System.CommandLine;
using System.Text;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Rendering.Json;
using Plumb.Cli.Session;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Querying;
using Plumb.Engine.Walking;

namespace Plumb.Cli.Commands;

/// <summary><c>query</c>: looks for objects that exist, by the list blocks of <c>*.tfquery.hcl</c> files.</summary>
internal static class QueryCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var generated = new Option<string?>("-generate-config-out") { Description = "Write import and resource blocks for what is found to this new file." };
        var command = new Command("query", "Look for objects that exist already.") { generated };
        common.AddView(command);
        common.AddVariables(command);
        command.SetAction((parsed, cancellation) => RunAsync(terminal, common, parsed, parsed.GetValue(generated) is { Length: > 0 } path ? new GeneratedConfigFile(terminal, path) : null, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, CommonOptions common, ParseResult parsed, GeneratedConfigFile? generated, CancellationToken cancellation)
    {
        var session = new ProjectSession(terminal, parsed);
        await using var disposing = session.ConfigureAwait(false);
        var stream = parsed.GetValue(common.Json) ? new MessageStream(terminal.Out, TimeProvider.System) : null;
        var messages = stream is null ? null : new MessageObserver(stream, TimeProvider.System);
        IRunObserver observer = messages is null ? new FoundLines(terminal) : messages;
        // With -json the configuration is part of the messages, and the name says only that it is wanted.
        if (generated is null || stream is not null || generated.CanBeMade(PlanMode.Normal, session.Diagnostics))
        {
            var found = await FindAsync(session, parsed, observer, generated is not null, cancellation).ConfigureAwait(false);
            if (stream is null && generated?.Write(found, terminal.Program.Product, session.Diagnostics) == true)
                await terminal.Out.WriteLineAsync($"\nConfiguration was generated and written to {generated.Path}. Look it through, and change what needs to be,\nbefore you keep it.").ConfigureAwait(false);
        }
        if (messages is not null) await messages.DisposeAsync().ConfigureAwait(false);
        if (stream is not null) stream.Write(session.Diagnostics);
        else DiagnosticText.Write(terminal, session.Diagnostics, common.UsesColor(terminal, parsed), parsed.GetValue(common.CompactWarnings));
        return session.Diagnostics.HasErrors ? 1 : 0;
    }

    private static async Task<IReadOnlyList<FoundObject>> FindAsync(ProjectSession session, ParseResult parsed, IRunObserver observer, bool generates, CancellationToken cancellation)
    {
        if (session.LoadConfiguration(required: false, withQueries: true) is not { } tree) return [];
        var variables = new VariableInputs(session.Terminal, session.Diagnostics).Gather(tree.Root.Config, session.Terminal.WorkingDirectory, CommonOptions.VariablesInOrder(parsed));
        if (session.Diagnostics.HasErrors || !await session.ValidateAsync(tree, 10, planFollows: true, cancellation).ConfigureAwait(false)) return [];
        var store = StateAccess.Open(session, null);
        await using var closing = store.ConfigureAwait(false);
        if (await store.ReadAsync(session.Diagnostics, cancellation).ConfigureAwait(false) is not { } state) return [];
        var run = session.CreateRun(tree, variables, observer, 10, applying: false, planTimestamp: TimeProvider.System.GetUtcNow());
        return await new QueryRunner(run, generates).RunAsync(state, cancellation).ConfigureAwait(false);
    }

    /// <summary>A line an object: the list, what tells the object apart, and what people know it by.</summary>
    private sealed class FoundLines(Terminal terminal) : SilentObserver
    {
        private readonly Lock _gate = new();

        public override void ListFound(Core.Addresses.ResourceInstanceAddress address, FoundObject found)
        {
            var identity = new StringBuilder();
            foreach (var (name, value) in ((Core.Values.NamedValues)found.Identity).Entries)
                if (!value.IsNull) identity.Append(identity.Length > 0 ? "," : "").Append(name).Append('=').Append(value is Core.Values.StringValue text ? text.Text : value.ToString());
            lock (_gate) terminal.Out.WriteLine($"{address}\t{identity}\t{found.DisplayName}");
        }
    }
}
