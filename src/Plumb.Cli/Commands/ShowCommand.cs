using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Rendering.Plans;
using Plumb.Cli.Rendering.Json;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning.Files;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands;

/// <summary><c>show</c>: a saved plan, a state file or the current state, for people or in the peer's JSON.</summary>
internal static class ShowCommand
{
    private static readonly DiagnosticRule NeitherKind = new("CLI068", Severity.Error, "Failed to read the given file as a state or plan file");

    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var file = new Argument<string?>("path") { Arity = ArgumentArity.ZeroOrOne, Description = "A saved plan or a state file; the current state where none is given." };
        var command = new Command("show", "Show the state or a saved plan.") { file, common.NoColor, common.Json, common.State };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            var show = new Showing(session, parsed.GetValue(common.Json), common.UsesColor(terminal, parsed));
            if (parsed.GetValue(file) is { } path) await show.FileAsync(path, cancellation).ConfigureAwait(false);
            else await show.CurrentAsync(parsed.GetValue(common.State), cancellation).ConfigureAwait(false);
            DiagnosticText.Write(show.IsForPrograms ? terminal.WithMessagesApart : terminal, session.Diagnostics, show.UseColor);
            return session.Diagnostics.HasErrors ? 1 : 0;
        });
        return command;
    }

    /// <summary>One run of the command.</summary>
    private sealed class Showing(ProjectSession session, bool json, bool color)
    {
        public bool UseColor => color;

        public bool IsForPrograms => json;

        private TextWriter Output => session.Terminal.Out;

        public async Task CurrentAsync(string? stateFile, CancellationToken cancellation)
        {
            var store = StateAccess.Open(session, stateFile);
            await using var closing = store.ConfigureAwait(false);
            if (await store.ReadAsync(session.Diagnostics, cancellation).ConfigureAwait(false) is { } state) await StateAsync(state, cancellation).ConfigureAwait(false);
        }

        public async Task FileAsync(string path, CancellationToken cancellation)
        {
            var full = Path.GetFullPath(path, session.Terminal.WorkingDirectory);
            var (planFaults, stateFaults) = (new DiagnosticBag(), new DiagnosticBag());
            if (SavedPlanFile.Read(full, path, planFaults) is { } saved) await PlanAsync(saved, path, cancellation).ConfigureAwait(false);
            else if (File.Exists(full) && StateReader.Read(await File.ReadAllBytesAsync(full, cancellation).ConfigureAwait(false), path, stateFaults) is { } state) await StateAsync(state, cancellation).ConfigureAwait(false);
            else session.Diagnostics.Add(NeitherKind, null, string.Join("\n\n", planFaults.Concat(stateFaults).Select(d => d.Detail)));
        }

        private async Task PlanAsync(SavedPlan saved, string path, CancellationToken cancellation)
        {
            if (SavedPlanFile.Configuration(saved, path, session.Diagnostics) is not { } snapshot || session.LoadConfiguration(snapshot, saved.Plan) is not { } configuration) return;
            var schemas = await SchemasAsync(configuration, [saved.Plan.PriorState, saved.Plan.PreviousState], cancellation).ConfigureAwait(false);
            if (!json) await Output.WriteAsync(new PlanText(color, schemas).Format(saved.Plan)).ConfigureAwait(false);
            else Write(JsonText.Of(writer => new PlanJson(writer, schemas, session.Diagnostics).Write(saved.Plan, configuration)));
        }

        private async Task StateAsync(StateDocument state, CancellationToken cancellation)
        {
            var schemas = await SchemasAsync(null, [state], cancellation).ConfigureAwait(false);
            if (!json) WriteText(state, schemas);
            else Write(JsonText.Of(writer => new StateJson(writer, schemas, session.Diagnostics).Write(state, state.TerraformVersion)));
        }

        private ValueTask<ProviderSchemas> SchemasAsync(ConfigurationTree? configuration, IEnumerable<StateDocument> states, CancellationToken cancellation) =>
            ProviderSchemas.LoadAsync(session.OpenProviders(), configuration, states, session.Diagnostics, cancellation);

        /// <summary>Half a document is none.</summary>
        private void Write(string document)
        {
            if (!session.Diagnostics.HasErrors) Output.WriteLine(document);
        }

        private void WriteText(StateDocument state, ProviderSchemas schemas)
        {
            if (state.IsEmpty) Output.WriteLine("The state file is empty. No resources are represented.");
            Output.Write(new StateText(schemas).Format(state));
            OutputCommand.WriteAll(Output, state, heading: true);
        }
    }
}
