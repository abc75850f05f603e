using System.Globalization;
using System.Security.Cryptography;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>
/// The whole run as one JSON document at its end: plays, tasks, the result of each host, and the counts, as <c>ansible.posix.json</c> has them. Where
/// hosts go at their own pace a task is there once for each host, with the same id.
/// </summary>
public sealed class JsonCallback(PlayOutput output, TimeProvider clock, bool showsCustomStatistics, int indent) : PlayCallback
{
    private readonly List<object?> _plays = [];
    private readonly Dictionary<TaskNode, string> _ids = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Host, TaskNode Task), PyDict> _underWay = [];
    private readonly string _idPrefix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
    private List<object?> _tasks = [];
    private PyDict _playTime = new();
    private bool _isUnordered;
    private long _lastId;

    public override void PlayStarted(PlayDescription play)
    {
        ArgumentNullException.ThrowIfNull(play);
        _isUnordered = play.IsUnordered;
        _tasks = [];
        _playTime = new PyDict { ["start"] = Now() };
        var title = new PyDict { ["name"] = play.Name.Trim(), ["id"] = NextId(), ["path"] = play.Place, ["duration"] = _playTime };
        _plays.Add(new PyDict { ["play"] = title, ["tasks"] = new PyList(_tasks) });
    }

    public override void TaskStarted(TaskNode task, string name)
    {
        if (!_isUnordered) _tasks.Add(Entry(task, name));
    }

    public override void HostStarted(TaskNode task, string name, string host)
    {
        if (!_isUnordered) return;
        var entry = Entry(task, name);
        _underWay[(host, task)] = entry;
        _tasks.Add(entry);
    }

    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var shown = ShownResult.Of(result);
        if (result.HasFailed) shown["failed"] = true;
        if (result.IsSkipped) shown["skipped"] = true;
        shown["action"] = result.Task.Config.Action;
        if ((_underWay.Remove((result.Host, result.Task), out var entry) ? entry : _tasks.LastOrDefault() as PyDict) is not { } task) return;
        if (task["hosts"] is PyDict hosts) hosts[result.Host] = shown;
        var now = Now();
        if (task["task"] is PyDict title && title["duration"] is PyDict time) time["end"] = now;
        _playTime["end"] = now;
    }

    public override void RunCompleted(RunStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        var stats = new PyDict();
        foreach (var (host, counts) in statistics.Hosts) stats[host] = Counts(counts);
        var (custom, whole) = (new PyDict(), new PyDict());
        if (showsCustomStatistics)
        {
            foreach (var (host, values) in statistics.Custom.Where(c => c.Key != RunStatistics.WholeRun)) custom[host] = values;
            if (statistics.Custom.TryGetValue(RunStatistics.WholeRun, out var ofRun)) whole = ofRun;
        }
        var document = new PyDict { ["plays"] = new PyList(_plays), ["stats"] = stats, ["custom_stats"] = custom, ["global_custom_stats"] = whole };
        output.Line(ResultJson.Write(document, indent > 0 ? indent : null, asciiOnly: true));
    }

    private PyDict Entry(TaskNode task, string name)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (!_ids.TryGetValue(task, out var id)) _ids[task] = id = NextId();
        var title = new PyDict { ["name"] = name, ["id"] = id, ["path"] = task.Place, ["duration"] = new PyDict { ["start"] = Now() } };
        return new PyDict { ["task"] = title, ["hosts"] = new PyDict() };
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Unlike those of any other run, and counted up within one.</summary>
    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{_idPrefix[..8]}-{_idPrefix[8..12]}-{_idPrefix[12..16]}-{_idPrefix[16..20]}-{++_lastId:x12}");

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
