using System.CommandLine;
using Plumb.Backends.Local;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Completion;

/// <summary>What may stand where a command line ends: commands, options, workspaces, addresses and outputs of the state.</summary>
internal sealed class Candidates(Terminal terminal, Command root)
{
    /// <param name="words">The words after the program's name; the last one is begun and may be empty.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<string>> FindAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var begun = words.Count == 0 ? "" : words[^1];
        var (command, path) = Enter(words);
        IEnumerable<string> found;
        if (begun.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals) found = (await ValuesAsync(begun[..equals], cancellation).ConfigureAwait(false)).Select(v => begun[..(equals + 1)] + v);
        else if (begun.StartsWith('-')) found = command.Options.Where(o => !o.Hidden).Select(o => o.ValueType == typeof(bool) ? o.Name : o.Name + "=").Append("-help");
        else if (command.Subcommands.Any(c => !c.Hidden)) found = command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);
        else found = await ArgumentsAsync(path, cancellation).ConfigureAwait(false);
        return [.. found.Where(f => f.StartsWith(begun, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private (Command Command, string Path) Enter(IReadOnlyList<string> words)
    {
        var (command, path) = (root, "");
        foreach (var word in words.Take(words.Count - 1))
        {
            if (word.StartsWith('-')) continue;
            if (command.Subcommands.FirstOrDefault(c => c.Name == word) is not { } next) break;
            (command, path) = (next, path.Length == 0 ? next.Name : $"{path} {next.Name}");
        }
        return (command, path);
    }

    private async ValueTask<IEnumerable<string>> ArgumentsAsync(string path, CancellationToken cancellation) => path switch
    {
        "workspace select" or "workspace delete" => new LocalWorkspaces(terminal.WorkingDirectory).List(),
        "state list" or "state show" or "state rm" or "state mv" or "taint" or "untaint" => Addresses(await StateAsync(cancellation).ConfigureAwait(false)),
        "output" => (await StateAsync(cancellation).ConfigureAwait(false))?.Outputs.Keys ?? Enumerable.Empty<string>(),
        "completion" => CompletionScripts.Shells,
        _ => [],
    };

    private async ValueTask<IEnumerable<string>> ValuesAsync(string option, CancellationToken cancellation) => option switch
    {
        "-target" or "-exclude" or "-replace" => Addresses(await StateAsync(cancellation).ConfigureAwait(false)),
        "-type" => ["plan", "plan-refresh-only", "plan-destroy", "apply"],
        _ => [],
    };

    private static IEnumerable<string> Addresses(StateDocument? state) =>
        state?.Resources.Values.OrderBy(r => r.Address).SelectMany(r => r.Instances.Keys.Order().Select(k => r.Address.Instance(k).ToString())) ?? [];

    /// <summary>A faulty state offers nothing; this is no place to say so.</summary>
    private async ValueTask<StateDocument?> StateAsync(CancellationToken cancellation)
    {
        var session = new ProjectSession(terminal, null);
        await using var disposing = session.ConfigureAwait(false);
        var store = StateAccess.Open(session);
        await using var closing = store.ConfigureAwait(false);
        return await store.ReadAsync(new DiagnosticBag(), cancellation).ConfigureAwait(false);
    }
}
