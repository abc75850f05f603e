using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Commands.Playbooks.Plays;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Cli.Commands.Playbooks;

/// <summary><c>facts</c>: gathers facts of hosts and writes them as one JSON document, or a file for each host.</summary>
internal static class FactsCommand
{
    private static readonly GnuOption Filter = new("--filter", "Only facts whose names match this shell pattern; may be given several times.") { Value = "PATTERN" };
    private static readonly GnuOption Subset = new("--gather-subset", "Kinds of facts, separated by commas; with ! in front not those.") { Value = "SUBSET" };

    public static GnuCommand Command { get; } = new("facts", "Gather facts of hosts, as JSON.")
    {
        Options = [.. PlayOptions.OfAdHoc.Where(o => o != PlayOptions.ModuleName && o != PlayOptions.Args && o != PlayOptions.Background && o != PlayOptions.Poll && o != PlayOptions.OneLine), Filter, Subset],
        Operands = "[pattern]",
        MaxOperands = 1,
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(Terminal terminal, GnuArguments arguments, CancellationToken cancellation)
    {
        var session = await PlaySession.OpenAsync(terminal, arguments, onlyLooks: false, cancellation).ConfigureAwait(false);
        session.TellWarnings();
        if (session.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } fault)
        {
            PeerFault.Write(session, [fault]);
            return PeerFault.ExitCode(fault);
        }
        var pattern = arguments.Operands.Count > 0 ? arguments.Operands[0] : "all";
        var hosts = session.Inventory?.Match(pattern, limited: true) ?? [];
        session.TellWarnings();
        if (hosts.Count == 0)
        {
            session.Output.Warn("No hosts matched, nothing to do");
            return 0;
        }
        var folder = arguments.Value(PlayOptions.Tree) is { } tree ? Path.GetFullPath(tree, terminal.WorkingDirectory) : null;
        var facts = new FactsCallback(session.Output, folder);
        var engine = session.Engine(terminal.WorkingDirectory, [facts]);
        await using (engine.ConfigureAwait(false))
        {
            return await engine.RunAsync([AdHocCommand.Playbook(pattern, Setup(arguments), terminal.WorkingDirectory)], cancellation).ConfigureAwait(false);
        }
    }

    private static TaskConfig Setup(GnuArguments arguments)
    {
        var values = new PyDict();
        if (arguments.Has(Filter)) values["filter"] = new PyList(arguments.Values(Filter).Select(object? (f) => f));
        if (arguments.Value(Subset) is { } subset) values["gather_subset"] = new PyList(subset.Split(',', StringSplitOptions.TrimEntries).Select(object? (s) => s));
        var span = new SourceFile("<command line>", " ").Span(0, 1);
        return new TaskConfig(KeywordSet.Empty, span) { Action = "setup", ActionName = "setup", Arguments = values };
    }
}
