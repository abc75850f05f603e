namespace Plumb.Cli.Commands.Playbooks.Consoles;

/// <summary>What the word at the end of a line may become: a command or module, hosts and groups after <c>cd</c>, arguments after a module.</summary>
internal sealed class ConsoleCompletion(ConsoleContext context)
{
    /// <summary>The whole words that begin as the last one of the text does, sorted.</summary>
    public IReadOnlyList<string> Candidates(string text)
    {
        var words = text.TrimStart().Split(' ');
        var last = words[^1];
        var all = words switch
        {
            [_] => ConsoleTable.All.Select(e => e.Name).Concat(context.Engine.Actions.Where(a => !a.Contains('.', StringComparison.Ordinal) || last.Contains('.', StringComparison.Ordinal))),
            ["cd", _] => Names(),
            ["list", _] => ["groups"],
            [ConsoleTable.Help, _] => ConsoleTable.All.Select(e => e.Name).Concat(context.Engine.Actions),
            [var module, ..] => ConsoleHelp.ModuleOf(module)?.Options.Select(o => o.Name + "=") ?? [],
            _ => [],
        };
        return [.. all.Where(c => c.StartsWith(last, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Names() => context.State.Pattern is "all" or "*" ? context.Inventory.Match("all", limited: false).Concat(context.Inventory.Groups.Keys) : context.Hosts;
}
