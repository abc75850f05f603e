using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Inspecting.Graphs;

namespace Plumb.Cli.Commands.Inspection;

/// <summary><c>graph</c>: draws what needs what, for Graphviz.</summary>
internal static class GraphCommand
{
    private static readonly DiagnosticRule UnsupportedType = new("CLI170", Severity.Error, "Unsupported graph type");

    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var type = new Option<string?>("-type") { Description = "Draw the graph of an operation in full: plan, plan-refresh-only, plan-destroy or apply." };
        var plan = new Option<string?>("-plan") { Description = "Draw what applying this saved plan does." };
        var cycles = new Option<bool>("-draw-cycles") { Description = "Show in colour what waits for itself. Only for graphs of operations." };
        var depth = new Option<int>("-module-depth") { Description = "Has no effect any more.", Hidden = true };
        var verbose = new Option<bool>("-verbose") { Description = "Has no effect any more.", Hidden = true };
        var command = new Command("graph", "Draw what needs what, for Graphviz.") { type, plan, cycles, depth, verbose, common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            var text = await DrawAsync(session, parsed.GetValue(type), parsed.GetValue(plan), parsed.GetValue(cycles), cancellation).ConfigureAwait(false);
            DiagnosticText.Write(terminal.WithMessagesApart, session.Diagnostics, common.UsesColor(terminal, parsed));
            if (text is not null) await terminal.Out.WriteAsync(text).ConfigureAwait(false);
            return text is null ? 1 : 0;
        });
        return command;
    }

    private static async Task<string?> DrawAsync(ProjectSession session, string? type, string? plan, bool cycles, CancellationToken cancellation)
    {
        var saved = plan is null ? null : SavedPlanFile.Read(Path.GetFullPath(plan, session.Terminal.WorkingDirectory), plan, session.Diagnostics);
        if ((plan is not null && saved is null) || session.LoadConfiguration(required: false) is not { } tree) return null;
        return (type ?? (saved is null ? "" : "apply")) switch
        {
            "" => ResourceGraphText.Format(tree),
            "plan" or "plan-refresh-only" => OperationGraphText.Format(tree, null, cycles),
            "plan-destroy" => await DrawDestroyAsync(session, tree, cycles, cancellation).ConfigureAwait(false),
            "apply" => OperationGraphText.Format(tree, saved?.Plan.Changes ?? [], cycles),
            var other => Unsupported(session, other),
        };
    }

    private static async Task<string?> DrawDestroyAsync(ProjectSession session, ConfigurationTree tree, bool cycles, CancellationToken cancellation)
    {
        var store = StateAccess.Open(session);
        await using var closing = store.ConfigureAwait(false);
        return await store.ReadAsync(session.Diagnostics, cancellation).ConfigureAwait(false) is { } state ? OperationGraphText.FormatDestroy(tree, state, cycles) : null;
    }

    private static string? Unsupported(ProjectSession session, string type)
    {
        session.Diagnostics.Add(UnsupportedType, null, $"There is no graph of \"{type}\". The -type=... argument must be either \"plan\", \"plan-refresh-only\", \"plan-destroy\", or \"apply\".");
        return null;
    }
}
