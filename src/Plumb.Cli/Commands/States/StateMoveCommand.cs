using System.CommandLine;
using Plumb.Backends.Local;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Text;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands.States;

/// <summary><c>state mv</c>: gives what the state holds another address, here or in another state.</summary>
internal static class StateMoveCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var from = new Argument<string>("source") { Description = "A module, a resource or an instance of one." };
        var to = new Argument<string>("destination") { Description = "Its address from now on." };
        var dryRun = new Option<bool>("-dry-run") { Description = "Only tell what would be moved." };
        var backupOut = new Option<string?>("-backup-out") { Description = "Where to keep the destination's state as it was." };
        var command = new Command("mv", "Move an object of the state to another address.") { from, to, dryRun, backupOut, common.StateOut };
        command.Aliases.Add("move");
        common.AddStateEdit(command);
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            // The source is read and written at one place; another place is for what is moved.
            var elsewhere = parsed.GetValue(common.StateOut);
            var run = new StateRun(terminal, common, parsed, "state mv") { KeepsEveryBackup = true, WritesElsewhere = false };
            await using var _ = run.ConfigureAwait(false);
            if (await run.ReadAsync(locked: true, cancellation).ConfigureAwait(false) is not { } source) return run.Report();
            var other = elsewhere is null ? null : OtherStore(run, elsewhere, parsed.GetValue(backupOut));
            await using var closing = (other ?? (IAsyncDisposable)Nothing.Instance).ConfigureAwait(false);
            var destination = other is null ? source : await other.ReadAsync(run.Diagnostics, cancellation).ConfigureAwait(false);
            if (destination is null || !Move(run, source, destination, parsed.GetValue(from) ?? "", parsed.GetValue(to) ?? "", out var ends)) return run.Report();
            if (parsed.GetValue(dryRun))
            {
                await terminal.Out.WriteLineAsync($"Would move {ends}").ConfigureAwait(false);
                return run.Report();
            }
            await terminal.Out.WriteLineAsync($"Move {ends}").ConfigureAwait(false);
            // What is moved must be at its new place before it leaves the old one.
            if (other is not null && !await other.WriteAsync(destination, run.Diagnostics, CancellationToken.None).ConfigureAwait(false)) return run.Report();
            if (await run.WriteAsync(source).ConfigureAwait(false)) await terminal.Out.WriteLineAsync("Successfully moved 1 object(s).").ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static bool Move(StateRun run, StateDocument source, StateDocument destination, string from, string to, out string ends)
    {
        ends = "";
        if (!StateSelection.TryParse(from, run.Diagnostics, out ParsedAddress old) || !StateSelection.TryParse(to, run.Diagnostics, out var now)) return false;
        ends = $"{QuotedText.Quote(old.ToString())} to {QuotedText.Quote(now.ToString())}";
        return new StateMove(source, destination, run.Diagnostics).Run(old, now);
    }

    private static LocalStateStore OtherStore(StateRun run, string path, string? backup) =>
        new(LocalStatePaths.Of(run.Session.Terminal.WorkingDirectory, LocalStatePaths.DefaultWorkspace, path, null, backup), StateAccess.Who, TimeProvider.System, () => Guid.NewGuid().ToString());

    private sealed class Nothing : IAsyncDisposable
    {
        public static Nothing Instance { get; } = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
