using System.CommandLine;
using System.Text.Json;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands.States;

/// <summary><c>state list</c>: the addresses of the objects in the state.</summary>
internal static class StateListCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var addresses = new Argument<string[]>("address") { Arity = ArgumentArity.ZeroOrMore, Description = "Only what is in this module, of this resource, or this instance." };
        var id = new Option<string?>("-id") { Description = "Only objects whose attribute \"id\" is this." };
        var command = new Command("list", "List the objects in the state.") { addresses, id, common.State, common.NoColor };
        command.Aliases.Add("ls");
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new StateRun(terminal, common, parsed, "state list");
            await using var _ = run.ConfigureAwait(false);
            if (await run.ReadAsync(locked: false, cancellation).ConfigureAwait(false) is not { } state) return run.Report();
            var wanted = parsed.GetValue(id);
            foreach (var (resource, key) in Select(state, parsed.GetValue(addresses) ?? [], run.Diagnostics))
                if (wanted is null || HasId(resource.Instances[key].Current, wanted)) await terminal.Out.WriteLineAsync(resource.Address.Instance(key).ToString()).ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }

    private static List<(ResourceState Resource, InstanceKey Key)> Select(StateDocument state, string[] texts, DiagnosticBag diagnostics)
    {
        var found = new HashSet<(ResourceState, InstanceKey)>();
        foreach (var text in texts)
        {
            if (!StateSelection.TryParse(text, diagnostics, out var address)) continue;
            var before = found.Count;
            found.UnionWith(StateSelection.Of(state, address));
            if (found.Count > before || StateSelection.Of(state, address).Any()) continue;
            diagnostics.Add(address.Resource is null
                ? new Diagnostic(StateCommandRules.UnknownModule, null, $"The state holds no module {text}. One that was just added to the configuration is in the state after it is applied.")
                : new Diagnostic(StateCommandRules.UnknownResource, null, $"The state holds no resource {text}. One that was just added to the configuration is in the state after it is applied."));
        }
        if (diagnostics.HasErrors) return [];
        return [.. StateSelection.All(state).Where(i => texts.Length == 0 || found.Contains(i))];
    }

    private static bool HasId(ObjectState? current, string wanted)
    {
        if (current is null || current.AttributesJson.IsEmpty) return current?.AttributesFlat?.GetValueOrDefault("id") == wanted;
        using var attributes = JsonDocument.Parse(current.AttributesJson);
        return attributes.RootElement.ValueKind == JsonValueKind.Object && attributes.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() == wanted;
    }
}
