using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>The whole run as one JSON document at its end: plays, tasks, the result of each host, and the counts.</summary>
public sealed class JsonCallback(PlayOutput output) : PlayCallback
{
    private readonly List<object?> _plays = [];
    private List<object?> _tasks = [];
    private PyDict _hosts = new();

    public override void PlayStarted(PlayDescription play)
    {
        ArgumentNullException.ThrowIfNull(play);
        _tasks = [];
        _plays.Add(new PyDict { ["play"] = new PyDict { ["name"] = play.Name.Trim() }, ["tasks"] = new PyList(_tasks) });
    }

    public override void TaskStarted(TaskNode task, string name)
    {
        ArgumentNullException.ThrowIfNull(task);
        _hosts = new PyDict();
        _tasks.Add(new PyDict { ["task"] = new PyDict { ["name"] = name, ["path"] = task.Place }, ["hosts"] = _hosts });
    }

    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var shown = ResultValues.WithoutInternals(ShownResult.Of(result));
        if (result.HasFailed) shown["failed"] = true;
        if (result.IsSkipped) shown["skipped"] = true;
        shown["action"] = result.Task.Config.Action;
        _hosts[result.Host] = shown;
    }

    public override void RunCompleted(RunStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        var stats = new PyDict();
        foreach (var (host, counts) in statistics.Hosts) stats[host] = Counts(counts);
        var custom = new PyDict();
        foreach (var (host, values) in statistics.Custom.Where(c => c.Key != RunStatistics.WholeRun)) custom[host] = values;
        var document = new PyDict
        {
            ["plays"] = new PyList(_plays),
            ["stats"] = stats,
            ["custom_stats"] = custom,
            ["global_custom_stats"] = statistics.Custom.TryGetValue(RunStatistics.WholeRun, out var whole) ? whole : new PyDict(),
        };
        output.Line(ResultJson.Write(document, indent: 4, asciiOnly: true));
    }

    private static PyDict Counts(HostCounts counts) => new()
    {
        ["changed"] = (long)counts.Changed,
        ["failures"] = (long)counts.Failed,
        ["ignored"] = (long)counts.Ignored,
        ["ok"] = (long)counts.Ok,
        ["rescued"] = (long)counts.Rescued,
        ["skipped"] = (long)counts.Skipped,
        ["unreachable"] = (long)counts.Unreachable,
    };
}
