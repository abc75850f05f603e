using System.CommandLine;
using System.Globalization;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands.States;

/// <summary><c>state replace-provider</c>: gives the resources of one provider to another.</summary>
internal static class StateReplaceProviderCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var from = new Argument<string>("from") { Description = "The provider that has the resources, as [host/]namespace/name." };
        var to = new Argument<string>("to") { Description = "The provider to have them." };
        var approved = new Option<bool>("-auto-approve") { Description = "Do not ask before making the changes." };
        var command = new Command("replace-provider", "Give the resources of one provider to another.") { from, to, approved };
        common.AddStateEdit(command);
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new StateRun(terminal, common, parsed, "state replace-provider") { KeepsEveryBackup = true };
            await using var _ = run.ConfigureAwait(false);
            var (old, now) = (Provider(parsed.GetValue(from) ?? "", run.Diagnostics), Provider(parsed.GetValue(to) ?? "", run.Diagnostics));
            if (old is null || now is null || await run.ReadAsync(locked: true, cancellation).ConfigureAwait(false) is not { } state) return run.Report();
            var found = state.Resources.Values.Where(r => r.Provider.Provider == old).OrderBy(r => r.Address).ToArray();
            if (found.Length == 0)
            {
                await terminal.Out.WriteLineAsync("No matching resources found.").ConfigureAwait(false);
                return run.Report();
            }
            if (!await ApproveAsync(terminal, old, now, found, parsed.GetValue(approved)).ConfigureAwait(false)) return 1;
            foreach (var resource in found) resource.Provider = resource.Provider with { Provider = now };
            if (await run.WriteAsync(state).ConfigureAwait(false))
                await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\nSuccessfully replaced provider for {found.Length} resources.")).ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static ProviderAddress? Provider(string text, DiagnosticBag diagnostics)
    {
        if (AddressParser.TryParseProvider(text, out var address)) return address;
        diagnostics.Add(StateCommandRules.InvalidProvider, null, $"\"{text}\" is not the address of a provider, which is written [host/]namespace/name.");
        return null;
    }

    private static async Task<bool> ApproveAsync(Terminal terminal, ProviderAddress old, ProviderAddress now, ResourceState[] found, bool approved)
    {
        var output = terminal.Out;
        await output.WriteAsync($"Plumb will perform the following actions:\n\n  ~ Updating provider:\n    - {old}\n    + {now}\n\n".Replace("Plumb", terminal.Program.Product, StringComparison.Ordinal)).ConfigureAwait(false);
        await output.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"Changing {found.Length} resources:\n\n")).ConfigureAwait(false);
        foreach (var resource in found) await output.WriteAsync($"  {resource.Address}\n").ConfigureAwait(false);
        if (approved) return true;
        await output.WriteAsync("\nDo you want to make these changes?\nOnly 'yes' will be accepted to continue.\n\nEnter a value: ").ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
        if (await terminal.In.ReadLineAsync().ConfigureAwait(false) is "yes") return true;
        await output.WriteLineAsync("Cancelled replacing providers.").ConfigureAwait(false);
        return false;
    }
}
