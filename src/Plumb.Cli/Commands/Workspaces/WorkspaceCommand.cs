using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands.Workspaces;

/// <summary><c>workspace</c>, and <c>env</c>, its former name: several states for one configuration.</summary>
internal static class WorkspaceCommand
{
    /// <param name="terminal">Where it runs.</param>
    /// <param name="isFormerName">Whether it is called <c>env</c>, which works and is deprecated.</param>
    public static Command Create(Terminal terminal, bool isFormerName)
    {
        var command = new Command(isFormerName ? "env" : "workspace", isFormerName ? "The former name of workspace." : "Keep several states for one configuration.") { Hidden = isFormerName };
        foreach (var sub in new[] { WorkspaceDeleteCommand.Create(terminal), List(terminal), New(terminal), Select(terminal) })
        {
            if (isFormerName) WarnOfName(terminal, sub);
            command.Add(sub);
        }
        if (!isFormerName) command.Add(Show(terminal));
        return command;
    }

    private static void WarnOfName(Terminal terminal, Command command)
    {
        if (command.Action is not System.CommandLine.Invocation.AsynchronousCommandLineAction inner) return;
        command.SetAction(async (parsed, cancellation) =>
        {
            await terminal.Out.WriteAsync($"Warning: the \"{terminal.Program.Command} env\" family of commands is deprecated.\n\nThe \"{terminal.Program.Command} workspace\" commands do the same.\n\n").ConfigureAwait(false);
            return await inner.InvokeAsync(parsed, cancellation).ConfigureAwait(false);
        });
    }

    private static Command List(Terminal terminal)
    {
        var common = new CommonOptions();
        var command = new Command("list", "List workspaces.") { common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, _) =>
        {
            var run = new WorkspaceRun(terminal, common, parsed);
            await using var disposing = run.ConfigureAwait(false);
            if (!run.IsAvailable) return run.Report();
            foreach (var name in run.Workspaces.List()) await terminal.Out.WriteAsync($"{(name == run.Session.Workspace ? "* " : "  ")}{name}\n").ConfigureAwait(false);
            await terminal.Out.WriteAsync("\n").ConfigureAwait(false);
            if (run.IsOverridden) await terminal.Out.WriteAsync("\nThe active workspace is being overridden using the TF_WORKSPACE environment\nvariable.\n\n").ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var common = new CommonOptions();
        var command = new Command("show", "Show the name of the current workspace.") { common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, _) =>
        {
            var run = new WorkspaceRun(terminal, common, parsed);
            await using var disposing = run.ConfigureAwait(false);
            if (run.IsValid(run.Session.Workspace)) await terminal.Out.WriteAsync(run.Session.Workspace + "\n").ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static Command New(Terminal terminal)
    {
        var common = new CommonOptions();
        var name = new Argument<string>("name") { Description = "The new workspace." };
        var command = new Command("new", "Create a new workspace.") { name, common.State, common.Lock, common.LockTimeout, common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new WorkspaceRun(terminal, common, parsed);
            await using var disposing = run.ConfigureAwait(false);
            if (!run.IsAvailable) return run.Report();
            var wanted = parsed.GetValue(name) ?? "";
            if (!run.IsValid(wanted)) return run.Report();
            if (run.Exists(wanted)) run.Diagnostics.Add(WorkspaceRules.Exists, null, $"Workspace \"{wanted}\" already exists.");
            else if (run.Create(wanted) && parsed.GetValue(common.State) is { } copied) await WorkspaceState.CopyAsync(run, wanted, copied, cancellation).ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static Command Select(Terminal terminal)
    {
        var common = new CommonOptions();
        var name = new Argument<string>("name") { Description = "The workspace to work in from now on." };
        var orCreate = new Option<bool>("-or-create") { Description = "Create the workspace where it does not exist." };
        var command = new Command("select", "Select a workspace.") { name, orCreate, common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, _) =>
        {
            var run = new WorkspaceRun(terminal, common, parsed);
            await using var disposing = run.ConfigureAwait(false);
            if (!run.IsAvailable) return run.Report();
            var wanted = parsed.GetValue(name) ?? "";
            if (run.IsOverridden)
                run.Diagnostics.Add(WorkspaceRules.Overridden, null, "The selected workspace is currently overridden using the TF_WORKSPACE environment variable. To select another one, change this variable, or unset it and run this command again.");
            else if (run.IsValid(wanted)) await SelectAsync(run, wanted, parsed.GetValue(orCreate)).ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static async Task SelectAsync(WorkspaceRun run, string name, bool orCreate)
    {
        if (name == run.Session.Workspace) return;
        if (!run.Exists(name))
        {
            if (orCreate) run.Create(name);
            else run.Diagnostics.Add(WorkspaceRules.Missing, null, $"Workspace \"{name}\" doesn't exist.\n\nYou can create this workspace with the \"new\" subcommand or include the \"-or-create\" flag with the \"select\" subcommand.");
            return;
        }
        if (run.Select(name)) await run.Terminal.Out.WriteAsync($"Switched to workspace \"{name}\".\n").ConfigureAwait(false);
    }
}
