using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Commands.Playbooks.Plays;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Jinja;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.Inventory.Listing;
using Plumb.Playbooks.Inventory.Patterns;
using Plumb.Playbooks.PythonPlugins;

namespace Plumb.Cli.Commands.Playbooks;

/// <summary><c>inventory</c>: shows the inventory as plays see it, as a list, as a graph, or one host of it.</summary>
internal static class InventoryCommand
{
    private static readonly GnuOption List = new("--list", "Show all hosts and groups, as an inventory program does.") { Group = "action" };
    private static readonly GnuOption Host = new("--host", "Show the variables of one host.") { Value = "HOST", Group = "action" };
    private static readonly GnuOption Graph = new("--graph", "Show a tree of groups and hosts, from a group if one is named.") { Group = "action" };
    private static readonly GnuOption Yaml = new("-y --yaml", "Write YAML in place of JSON.");
    private static readonly GnuOption Toml = new("--toml", "Write TOML in place of JSON.");
    private static readonly GnuOption Variables = new("--vars", "Show variables in the graph.");
    private static readonly GnuOption Export = new("--export", "Leave variables with the groups that set them, as in a file of the inventory.");
    private static readonly GnuOption Output = new("--output", "Write to a file.") { Value = "OUTPUT_FILE" };

    public static GnuCommand Command { get; } = new("inventory", "Show hosts, groups and their variables.")
    {
        Options = [SharedOptions.Inventory, SharedOptions.Limit, .. SharedOptions.Vault, SharedOptions.PlaybookFolder, SharedOptions.ExtraVariables, List, Host, Graph, Yaml, Toml, Variables, Export, Output, SharedOptions.Verbose],
        Operands = "[group]",
        MaxOperands = 1,
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(Terminal terminal, GnuArguments arguments, CancellationToken cancellation)
    {
        var session = new PeerSession(terminal);
        if (!new[] { List, Host, Graph }.Any(arguments.Has))
            return session.Fail(PeerRules.Options, "No action selected, at least one of --host, --graph or --list needs to be specified.", PeerExit.Options);
        var text = session.Diagnostics.HasErrors ? null : await ShowAsync(session, arguments, cancellation).ConfigureAwait(false);
        session.Tell();
        if (text is null || session.Diagnostics.HasErrors) return ExitOf(session.Diagnostics);
        return await WriteAsync(session, arguments.Value(Output), text, cancellation).ConfigureAwait(false);
    }

    private static int ExitOf(DiagnosticBag diagnostics)
    {
        if (diagnostics.Any(d => d.Rule == PeerRules.Options)) return PeerExit.Options;
        return diagnostics.Any(d => d.Severity == Severity.Error && (d.Rule == InventoryRules.Variables || d.Rule.Code.StartsWith("PLY0", StringComparison.Ordinal))) ? PeerExit.Parsing : PeerExit.Failure;
    }

    private static async Task<string?> ShowAsync(PeerSession session, GnuArguments arguments, CancellationToken cancellation)
    {
        var settings = session.Settings;
        if (await session.LoadSecretsAsync(session.SourcesOf(arguments), cancellation).ConfigureAwait(false) is not { } secrets) return null;
        var sources = arguments.Values(SharedOptions.Inventory) is { Count: > 0 } given ? given : settings.InventorySources;
        var extra = ExtraVariables.Read(arguments.Values(SharedOptions.ExtraVariables), secrets, session.Terminal.WorkingDirectory, session.Diagnostics);
        using var plugins = new UserPlugins(settings, secrets, new PlayOutput(session.Terminal.Out, session.Terminal.Error), cancellation);
        plugins.AddFolder(settings.Environment.Expand(arguments.Value(SharedOptions.PlaybookFolder) ?? settings.Text("PLAYBOOK_DIR") ?? "."));
        var loader = await InventoryLoader.LoadAsync(sources, settings, secrets, session.Diagnostics, extra, cancellation, plugins).ConfigureAwait(false);
        var selection = new HostSelection(loader.State, session.Diagnostics);
        var limit = arguments.Value(SharedOptions.Limit) is { } pattern ? HostLimit.Parse(pattern, session.Diagnostics) : null;
        var playbookFolder = settings.Environment.Expand(arguments.Value(SharedOptions.PlaybookFolder) ?? settings.Text("PLAYBOOK_DIR") ?? ".");
        var listing = new InventoryListing(loader.State, loader.Variables, playbookFolder, arguments.Has(Export) || settings.Flag("INVENTORY_EXPORT"))
        {
            Extra = extra,
            Limit = limit is null ? null : selection.Select(InventoryState.All, limit).ToHashSet(),
        };
        try
        {
            if (arguments.Value(Host) is { } host) return ShowHost(host, listing, selection, session, FormatOf(arguments));
            return arguments.Has(Graph) ? ShowGraph(arguments, loader.State, listing, session) : ListingText.Write(listing, FormatOf(arguments));
        }
        catch (JinjaException fault)
        {
            session.Diagnostics.Add(PeerRules.Output, null, $"The inventory holds a value that this format cannot hold: {fault.Message}");
            return null;
        }
    }

    private static string? ShowHost(string pattern, InventoryListing listing, HostSelection selection, PeerSession session, ListingFormat format)
    {
        if (selection.Select(pattern) is [var host]) return ListingText.Write(listing.OfHost(host), format);
        session.Diagnostics.Add(PeerRules.Options, null, "You must pass a single valid host to --host parameter");
        return null;
    }

    private static string? ShowGraph(GnuArguments arguments, InventoryState inventory, InventoryListing listing, PeerSession session)
    {
        var start = arguments.Operands is [var named, ..] ? named : InventoryState.All;
        if (inventory.Groups.TryGetValue(start, out var group)) return new InventoryGraph(listing, arguments.Has(Variables)).Write(group);
        session.Diagnostics.Add(PeerRules.Options, null, "Pattern must be valid group name when using --graph");
        return null;
    }

    private static ListingFormat FormatOf(GnuArguments arguments) =>
        arguments.Has(Yaml) ? ListingFormat.Yaml : arguments.Has(Toml) ? ListingFormat.Toml : ListingFormat.Json;

    private static async Task<int> WriteAsync(PeerSession session, string? file, string text, CancellationToken cancellation)
    {
        if (file is null)
        {
            await session.Terminal.Out.WriteAsync(text.EndsWith('\n') ? text : text + "\n").ConfigureAwait(false);
            return PeerExit.Success;
        }
        try
        {
            await File.WriteAllTextAsync(session.Settings.Environment.Expand(file), text, cancellation).ConfigureAwait(false);
            return PeerExit.Success;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return session.Fail(PeerRules.Output, $"Unable to write to destination file ({file}): {fault.Message}", PeerExit.Failure);
        }
    }
}
