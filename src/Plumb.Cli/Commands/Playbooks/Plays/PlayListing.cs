using System.Globalization;
using Plumb.Cli.Arguments.Gnu;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>Shows the hosts, tasks and tags of plays.</summary>
internal sealed class PlayListing(PlaySession session)
{
    private readonly bool _hosts = session.Arguments.Has(PlayOptions.ListHosts);
    private readonly bool _tasks = session.Arguments.Has(PlayOptions.ListTasks);
    private readonly bool _tags = session.Arguments.Has(PlayOptions.ListTags);

    public static bool IsWanted(GnuArguments arguments) => arguments.Has(PlayOptions.ListHosts) || arguments.Has(PlayOptions.ListTasks) || arguments.Has(PlayOptions.ListTags);

    public void Write(IReadOnlyList<PlayModel> plays, IReadOnlyList<PlayTitle> titles)
    {
        for (var i = 0; i < plays.Count; i++) Write(plays[i], titles[i], i + 1);
    }

    private void Write(PlayModel play, PlayTitle called, int number)
    {
        var (name, pattern) = called;
        var title = string.Create(CultureInfo.InvariantCulture, $"\n  play #{number} ({pattern}): {name}");
        var tags = PlayTags(play);
        session.Output.Line($"{title}\tTAGS: [{string.Join(",", tags)}]");
        if (_hosts) WriteHosts(pattern);
        var shown = Tasks(play.Sequence).ToList();
        if (_tasks)
        {
            session.Output.Line("    tasks:");
            foreach (var task in shown) session.Output.Line($"      {(task.Config.Keywords["name"]?.Value is null or "" ? task.Config.Action : task.DisplayName)}\tTAGS: [{string.Join(", ", Sorted(task.Tags))}]");
        }
        if (_tags) session.Output.Line($"      TASK TAGS: [{string.Join(", ", Sorted(shown.SelectMany(t => t.Tags).Distinct()))}]");
    }

    private void WriteHosts(string pattern)
    {
        var hosts = session.Inventory?.Match(pattern, limited: true) ?? [];
        session.TellWarnings();
        session.Output.Line(string.Create(CultureInfo.InvariantCulture, $"    pattern: [{string.Join(", ", pattern.Split(',').Select(p => PyText.Repr(p.Trim())))}]\n    hosts ({hosts.Count}):"));
        foreach (var host in hosts) session.Output.Line($"      {host}");
    }

    private static IEnumerable<TaskNode> Tasks(IEnumerable<PlayNode> nodes) => nodes.SelectMany(n => n switch
    {
        // What a block is rescued by, and does always, is not listed by the peer either.
        BlockNode block => Tasks(block.Body),
        TaskNode { Config.IsImplicit: true } => [],
        _ => [(TaskNode)n],
    });

    private static IEnumerable<string> PlayTags(PlayModel play) =>
        Sorted(play.Scope.AllEntries("tags").SelectMany(e => PyText.Str(e.Value).Split(',', StringSplitOptions.TrimEntries)).Distinct());

    private static IEnumerable<string> Sorted(IEnumerable<string> tags) => tags.Order(StringComparer.Ordinal);
}
