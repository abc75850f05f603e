using System.CommandLine;
using System.Text;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands.States;

/// <summary><c>state push</c>: puts a state in the place of the present one.</summary>
internal static class StatePushCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var path = new Argument<string>("path") { Description = "A state file, or - for what is piped in." };
        var force = new Option<bool>("-force") { Description = "Also where the present state has another lineage or a higher serial." };
        var command = new Command("push", "Put a state in the place of the present one.") { path, force, common.Lock, common.LockTimeout, common.IgnoreRemoteVersion, common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new StateRun(terminal, common, parsed, "state push");
            await using var _ = run.ConfigureAwait(false);
            if (await ReadAsync(terminal, parsed.GetValue(path) ?? "", run, cancellation).ConfigureAwait(false) is not { } state) return run.Report();
            var store = await run.OpenAsync(locked: true, cancellation).ConfigureAwait(false);
            if (store is not null) await store.PushAsync(state, parsed.GetValue(force), run.Diagnostics, CancellationToken.None).ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static async Task<StateDocument?> ReadAsync(Terminal terminal, string path, StateRun run, CancellationToken cancellation)
    {
        try
        {
            var bytes = path == "-"
                ? Encoding.UTF8.GetBytes(await terminal.In.ReadToEndAsync(cancellation).ConfigureAwait(false))
                : await File.ReadAllBytesAsync(Path.GetFullPath(path, terminal.WorkingDirectory), cancellation).ConfigureAwait(false);
            return StateReader.Read(bytes, path, run.Diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Diagnostics.Add(StateCommandRules.SourceUnreadable, null, $"The state {path} could not be read: {e.Message}");
            return null;
        }
    }
}
