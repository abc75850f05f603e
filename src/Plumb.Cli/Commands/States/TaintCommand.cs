using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands.States;

/// <summary><c>taint</c> and <c>untaint</c>: says that an object is to be replaced, or that it is not.</summary>
internal static class TaintCommand
{
    public static Command Create(Terminal terminal, bool taint)
    {
        var common = new CommonOptions();
        var address = new Argument<string>("address") { Description = "One instance of a resource." };
        var allowMissing = new Option<bool>("-allow-missing") { Description = "Succeed also where there is no such object." };
        var command = taint
            ? new Command("taint", "Mark an object as not fully functional, so that it is replaced.") { address, allowMissing }
            : new Command("untaint", "Take the mark of being tainted from an object.") { address, allowMissing };
        common.AddStateEdit(command);
        command.Add(common.StateOut);
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new StateRun(terminal, common, parsed, command.Name);
            await using var _ = run.ConfigureAwait(false);
            var text = parsed.GetValue(address) ?? "";
            if (Parse(text, taint, run.Diagnostics) is not { } instance) return run.Report();
            var store = await run.OpenAsync(locked: true, cancellation).ConfigureAwait(false);
            if (store is null || await store.ReadAsync(run.Diagnostics, cancellation).ConfigureAwait(false) is not { } state) return run.Report();
            if (Mark(state, instance, taint, parsed.GetValue(allowMissing), run.Diagnostics) && await run.WriteAsync(state).ConfigureAwait(false))
                await terminal.Out.WriteLineAsync($"Resource instance {instance} has been {(taint ? "marked as tainted" : "successfully untainted")}.").ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static ResourceInstanceAddress? Parse(string text, bool taint, DiagnosticBag diagnostics)
    {
        if (!AddressParser.TryParseInstance(text, out var address, out var error))
            diagnostics.Add(StateCommandRules.InvalidAddress, null, $"\"{text}\" is not the address of a resource instance. {error}");
        else if (address.Resource.Resource.Mode != ResourceMode.Managed)
            diagnostics.Add(StateCommandRules.NotTaintable, null, $"Resource instance {address} cannot be {(taint ? "tainted" : "untainted")}: it is read anew each time, and never replaced.");
        else return address;
        return null;
    }

    /// <summary>Whether the state changed.</summary>
    private static bool Mark(StateDocument state, ResourceInstanceAddress address, bool taint, bool allowMissing, DiagnosticBag diagnostics)
    {
        if (state.Resources.GetValueOrDefault(address.Resource) is not { } resource || resource.Instances.GetValueOrDefault(address.Key) is not { } instance)
        {
            if (allowMissing) diagnostics.Add(StateCommandRules.NoSuchInstanceAllowed, null, $"Resource instance {address} was not found, but this is not an error because -allow-missing was set.");
            else diagnostics.Add(StateCommandRules.NoSuchInstance, null, $"There is no resource instance in the state with the address {address}. One that was just added to the configuration has to be created by an apply first.");
            return false;
        }
        if (instance.Current is not { } current)
        {
            diagnostics.Add(StateCommandRules.TaintedAlready, null, $"{address} has no present object: its replacement was begun and not finished, so that an object of it waits to be destroyed. The next apply makes a new one.");
            return false;
        }
        if (!taint && current.Status != ObjectStatus.Tainted)
        {
            diagnostics.Add(StateCommandRules.NotTainted, null, $"Resource instance {address} is not currently tainted, and so it cannot be untainted.");
            return false;
        }
        resource.Instances[address.Key] = instance with { Current = current with { Status = taint ? ObjectStatus.Tainted : ObjectStatus.Ready } };
        return true;
    }
}
