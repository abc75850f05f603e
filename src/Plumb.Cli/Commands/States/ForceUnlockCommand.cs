using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands.States;

/// <summary><c>force-unlock</c>: takes away a lock that a run left behind.</summary>
internal static class ForceUnlockCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var id = new Argument<string>("lock-id") { Description = "The lock's ID, as the message about it tells." };
        var force = new Option<bool>("-force") { Description = "Do not ask before unlocking." };
        var command = new Command("force-unlock", "Take away a lock that was left on the state.") { id, force, common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new StateRun(terminal, common, parsed, "force-unlock");
            await using var _ = run.ConfigureAwait(false);
            if (await run.OpenAsync(locked: false, cancellation).ConfigureAwait(false) is not { } store) return run.Report();
            if (!parsed.GetValue(force) && !await ApproveAsync(terminal, !parsed.GetValue(common.NoColor), cancellation).ConfigureAwait(false)) return 1;
            if (await store.ForceUnlockAsync(parsed.GetValue(id) ?? "", run.Diagnostics, cancellation).ConfigureAwait(false))
                await terminal.Out.WriteAsync($"{terminal.Program.Product} state has been successfully unlocked!\n\nThe state has been unlocked, and {terminal.Program.Product} commands should now be able to\nobtain a new lock on the remote state.\n").ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static async Task<bool> ApproveAsync(Terminal terminal, bool color, CancellationToken cancellation)
    {
        var answer = await Prompt.AskAsync(terminal, "Do you really want to force-unlock?",
            $"{terminal.Program.Product} will remove the lock on the state.\nThis lets other runs begin, although the one that left the lock may still go on.\nOnly 'yes' will be accepted to confirm.", color && terminal.UseColor, secret: false, cancellation).ConfigureAwait(false);
        if (answer == "yes") return true;
        await terminal.Out.WriteAsync("force-unlock cancelled.\n").ConfigureAwait(false);
        return false;
    }
}
