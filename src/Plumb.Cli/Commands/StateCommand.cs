using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands;

/// <summary><c>state</c>: looks into the state and edits it.</summary>
internal static class StateCommand
{
    private static readonly DiagnosticRule NoInstance = new("CLI030", Severity.Error, "No instance found");
    private static readonly DiagnosticRule InvalidAddress = new("CLI031", Severity.Error, "Invalid address");

    public static Command Create(Terminal terminal) => new("state", "Look into the state and edit it.")
    {
        List(terminal), Show(terminal), Remove(terminal), Pull(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var addresses = new Argument<string[]>("address") { Arity = ArgumentArity.ZeroOrMore };
        return WithState(terminal, new Command("list", "List the objects in the state.") { addresses }, (parsed, state, _) =>
        {
            var wanted = parsed.GetValue(addresses) ?? [];
            foreach (var resource in state.Resources.Values.OrderBy(r => r.Address))
                foreach (var key in resource.Instances.Keys.Order())
                    if (resource.Address.Instance(key).ToString() is var text && (wanted.Length == 0 || wanted.Any(w => text == w || text.StartsWith(w + "[", StringComparison.Ordinal) || text.StartsWith(w + ".", StringComparison.Ordinal)))) terminal.Out.WriteLine(text);
            return false;
        });
    }

    private static Command Show(Terminal terminal)
    {
        var address = new Argument<string>("address");
        return WithState(terminal, new Command("show", "Show one object of the state.") { address }, (parsed, state, diagnostics) =>
        {
            if (Find(state, parsed.GetValue(address) ?? "", diagnostics) is var (resource, key) && resource.Instances[key].Current is { } current) ShowCommand.WriteObject(terminal.Out, resource, key, current);
            return false;
        });
    }

    private static Command Remove(Terminal terminal)
    {
        var addresses = new Argument<string[]>("address") { Arity = ArgumentArity.OneOrMore };
        return WithState(terminal, new Command("rm", "Forget objects without destroying them.") { addresses }, (parsed, state, diagnostics) =>
        {
            var removed = 0;
            foreach (var text in parsed.GetValue(addresses) ?? [])
            {
                if (Find(state, text, diagnostics) is not var (resource, key)) continue;
                resource.Instances.Remove(key);
                if (resource.Instances.Count == 0) state.Resources.Remove(resource.Address);
                terminal.Out.WriteLine($"Removed {text}");
                removed++;
            }
            if (!diagnostics.HasErrors) terminal.Out.WriteLine($"Successfully removed {removed} resource instance(s).");
            return removed > 0;
        });
    }

    private static Command Pull(Terminal terminal) =>
        WithState(terminal, new Command("pull", "Print the state."), (_, state, _) =>
        {
            terminal.Out.Write(System.Text.Encoding.UTF8.GetString(StateWriter.ToBytes(state)));
            return false;
        });

    private static (ResourceState, InstanceKey)? Find(StateDocument state, string text, DiagnosticBag diagnostics)
    {
        if (!AddressParser.TryParseInstance(text, out var address, out var error)) diagnostics.Add(InvalidAddress, null, $"\"{text}\" is not the address of a resource instance: {error}.");
        else if (state.Resources.TryGetValue(address.Resource, out var resource) && resource.Instances.ContainsKey(address.Key)) return (resource, address.Key);
        else diagnostics.Add(NoInstance, null, $"There is no object in the state for the address {text}.");
        return null;
    }

    private static Command WithState(Terminal terminal, Command command, Func<ParseResult, StateDocument, DiagnosticBag, bool> act)
    {
        var common = new CommonOptions();
        command.Add(common.State);
        command.Add(common.Backup);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal);
            await using var disposing = session.ConfigureAwait(false);
            var store = StateAccess.Open(session, parsed.GetValue(common.State), null, parsed.GetValue(common.Backup));
            await using var closing = store.ConfigureAwait(false);
            var held = await store.LockAsync(new StateLockRequest($"state {command.Name}", "", TimeSpan.Zero), session.Diagnostics, cancellation).ConfigureAwait(false);
            if (held is not null && await store.ReadAsync(session.Diagnostics, cancellation).ConfigureAwait(false) is { } state && act(parsed, state, session.Diagnostics) && !session.Diagnostics.HasErrors)
                await store.WriteAsync(state, session.Diagnostics, CancellationToken.None).ConfigureAwait(false);
            if (held is not null) await held.DisposeAsync().ConfigureAwait(false);
            DiagnosticText.Write(terminal, session.Diagnostics, terminal.UseColor);
            return session.Diagnostics.HasErrors ? 1 : 0;
        });
        return command;
    }
}
