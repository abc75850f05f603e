using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State;

namespace Plumb.Cli.Commands.Workspaces;

/// <summary><c>workspace delete</c>: removes a workspace with its state, which must hold no objects unless forced.</summary>
internal static class WorkspaceDeleteCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var name = new Argument<string>("name") { Description = "The workspace to delete." };
        var force = new Option<bool>("-force") { Description = "Also where its state holds objects, which nobody knows of from then on." };
        var command = new Command("delete", "Delete a workspace.") { name, force, common.Lock, common.LockTimeout, common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new WorkspaceRun(terminal, common, parsed);
            await using var disposing = run.ConfigureAwait(false);
            if (!run.IsAvailable) return run.Report();
            var wanted = parsed.GetValue(name) ?? "";
            if (!MayBeDeleted(run, wanted)) return run.Report();
            var managed = await CheckAsync(run, parsed, common, wanted, cancellation).ConfigureAwait(false);
            if (managed is null) return run.Report();
            if (managed.Count > 0 && !parsed.GetValue(force)) RefuseNonEmpty(run, wanted, managed);
            else if (run.Workspaces.Delete(wanted, run.Diagnostics)) await TellAsync(run, wanted, managed.Count > 0).ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static bool MayBeDeleted(WorkspaceRun run, string name)
    {
        if (!run.IsValid(name)) return false;
        if (name == run.Session.Workspace)
            run.Diagnostics.Add(WorkspaceRules.Active, null, $"Workspace \"{name}\" is your active workspace.\n\nYou cannot delete the currently active workspace. Please switch to another workspace and try again.");
        else if (!run.Exists(name))
            run.Diagnostics.Add(WorkspaceRules.Missing, null, $"Workspace \"{name}\" doesn't exist.");
        return !run.Diagnostics.HasErrors;
    }

    /// <summary>What the workspace's state holds, looked at while nobody else can change it; null where that cannot be told.</summary>
    private static async Task<IReadOnlyList<string>?> CheckAsync(WorkspaceRun run, ParseResult parsed, CommonOptions common, string name, CancellationToken cancellation)
    {
        var store = WorkspaceState.Open(run, name);
        await using var closing = store.ConfigureAwait(false);
        if (parsed.GetValue(common.Lock)
            && await store.LockAsync(new StateLockRequest("workspace-delete", "", common.LockPatience(parsed)), run.Diagnostics, cancellation).ConfigureAwait(false) is null) return null;
        return await store.ReadAsync(run.Diagnostics, cancellation).ConfigureAwait(false) is { } state ? WorkspaceState.Managed(state) : null;
    }

    private static void RefuseNonEmpty(WorkspaceRun run, string name, IReadOnlyList<string> managed) =>
        run.Diagnostics.Add(new Diagnostic(WorkspaceRules.NotEmpty, null,
            $"Workspace \"{name}\" is currently tracking the following resource instances:\n{string.Join('\n', managed.Select(m => "  - " + m))}\n\nWithout the workspace nobody would know of these objects any more.")
        {
            Help = "Destroy them first, or forget them with -force.",
        });

    private static async Task TellAsync(WorkspaceRun run, string name, bool wasNonEmpty)
    {
        await run.Terminal.Out.WriteAsync($"Deleted workspace \"{name}\"!\n").ConfigureAwait(false);
        if (wasNonEmpty)
            await run.Terminal.Out.WriteAsync($"WARNING: \"{name}\" was non-empty.\nThe resources managed by the deleted workspace may still exist,\nbut are no longer manageable by {run.Terminal.Program.Product} since the state has\nbeen deleted.\n\n").ConfigureAwait(false);
    }
}
