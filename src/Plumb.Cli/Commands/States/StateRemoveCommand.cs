using System.CommandLine;
using System.Globalization;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands.States;

/// <summary><c>state rm</c>: forgets objects without destroying them.</summary>
internal static class StateRemoveCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var addresses = new Argument<string[]>("address") { Arity = ArgumentArity.OneOrMore, Description = "A module, a resource or an instance of one." };
        var dryRun = new Option<bool>("-dry-run") { Description = "Only tell what would be removed." };
        var command = new Command("rm", "Forget objects without destroying them.") { addresses, dryRun };
        command.Aliases.Add("remove");
        common.AddStateEdit(command);
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new StateRun(terminal, common, parsed, "state rm") { KeepsEveryBackup = true };
            await using var _ = run.ConfigureAwait(false);
            if (await run.ReadAsync(locked: true, cancellation).ConfigureAwait(false) is not { } state) return run.Report();
            var found = Select(state, parsed.GetValue(addresses) ?? [], run.Diagnostics);
            if (run.Diagnostics.HasErrors) return run.Report();
            var isDryRun = parsed.GetValue(dryRun);
            foreach (var (resource, key) in found)
            {
                await terminal.Out.WriteLineAsync($"{(isDryRun ? "Would remove" : "Removed")} {resource.Address.Instance(key)}").ConfigureAwait(false);
                resource.Instances.Remove(key);
                if (resource.Instances.Count == 0) state.Resources.Remove(resource.Address);
            }
            if (!isDryRun && await run.WriteAsync(state).ConfigureAwait(false))
                await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Successfully removed {found.Count} resource instance(s).")).ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static List<(ResourceState Resource, InstanceKey Key)> Select(StateDocument state, string[] texts, DiagnosticBag diagnostics)
    {
        var found = new List<(ResourceState, InstanceKey)>();
        foreach (var text in texts)
            if (StateSelection.TryParse(text, diagnostics, out var address)) found.AddRange(StateSelection.Of(state, address).Where(i => !found.Contains(i)));
        if (found.Count == 0 && !diagnostics.HasErrors)
        {
            diagnostics.Add(new Diagnostic(StateCommandRules.InvalidTarget, null, $"No matching objects found: the state holds nothing at {string.Join(" or ", texts)}.")
            {
                Help = "To list what it holds, run:\n    plumb state list",
            });
        }
        return found;
    }
}
