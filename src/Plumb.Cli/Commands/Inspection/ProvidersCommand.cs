using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Commands.Providers;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Cli.Commands.Inspection;

/// <summary><c>providers</c>: which providers the configuration and the state need; beneath it, their schemas.</summary>
internal static class ProvidersCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var tests = new Option<string?>("-test-directory") { Description = "Where test files are.", Hidden = true };
        var command = new Command("providers", "Show the providers that the configuration needs.")
        {
            common.NoColor, tests,
            ProviderSchemasCommand.Create(terminal),
            ProvidersLockCommand.Create(terminal),
            ProvidersMirrorCommand.Create(terminal),
        };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            var tree = session.LoadConfiguration(required: true);
            var store = StateAccess.Open(session);
            await using var closing = store.ConfigureAwait(false);
            var state = tree is null ? null : await store.ReadAsync(session.Diagnostics, cancellation).ConfigureAwait(false);
            DiagnosticText.Write(terminal, session.Diagnostics, common.UsesColor(terminal, parsed));
            if (tree is null || state is null) return 1;
            await terminal.Out.WriteAsync("\nProviders required by configuration:\n").ConfigureAwait(false);
            new TreeText(".", [.. Children(tree.Root)]).Write(terminal.Out);
            await terminal.Out.WriteAsync("\n").ConfigureAwait(false);
            if (state.Resources.Count == 0) return 0;
            await terminal.Out.WriteAsync("Providers required by state:\n\n").ConfigureAwait(false);
            foreach (var provider in state.Resources.Values.Select(r => r.Provider.Provider).Distinct().Order()) await terminal.Out.WriteAsync($"    provider[{provider}]\n\n").ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static IEnumerable<TreeText> Children(ModuleNode node)
    {
        foreach (var (provider, constraints) in Requirements(node)) yield return new TreeText($"provider[{provider}]{(constraints.Length == 0 ? "" : " " + constraints)}", []);
        foreach (var (name, child) in node.Children.OrderBy(c => c.Key, StringComparer.Ordinal)) yield return new TreeText("module." + name, [.. Children(child)]);
    }

    /// <summary>What the module says it requires, and what its blocks need besides.</summary>
    private static SortedDictionary<ProviderAddress, string> Requirements(ModuleNode node)
    {
        var found = new SortedDictionary<ProviderAddress, string>();
        foreach (var required in node.Config.RequiredProviders.Values) found[required.Address] = required.Version?.Constraints.ToString() ?? "";
        foreach (var used in node.Config.Resources.Values.Select(r => r.ProviderAddress).Concat(node.Config.Providers.Values.Select(p => node.ProviderFor(p.LocalName)))) found.TryAdd(used, "");
        return found;
    }
}
