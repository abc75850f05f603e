using System.Globalization;
using System.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>
/// Shows a run to a person: what changed, with its differences; what failed, with the reason and the place; what was to be said. What is
/// as it should be is only counted. Hosts on which a task came out alike share a line. At the end it says of each host how it went, and
/// where it did not go on.
/// </summary>
public sealed class ReportCallback(PlayOutput output, CallbackSettings settings, TimeProvider clock) : PlayCallback
{
    private const int ShownDiffLines = 40;

    private readonly List<ReportEntry> _pending = [];
    private readonly Dictionary<string, ReportEntry> _ends = new(StringComparer.Ordinal);
    private readonly long _start = clock.GetTimestamp();
    private PlayDescription? _play;
    private int _unchanged;
    private int _skipped;
    private int _resumed;

    /// <summary>Whether differences are shown whole, however long they are.</summary>
    public bool ShowsWholeDiffs { get; init; }

    public override void PlayStarted(PlayDescription play)
    {
        ArgumentNullException.ThrowIfNull(play);
        EndPlay();
        _play = play;
        output.Line($"\nPlay: {play.Name.Trim()}{(play.IsCheck ? " (only predicted)" : "")}", OutputColor.Highlight);
    }

    public override void NoHostsMatched() => output.Line("  no hosts matched", OutputColor.Skipped);

    public override void TaskStarted(TaskNode task, string name) => Flush();

    public override void AboutToAsk() => Flush();

    public override void ItemCompleted(TaskResult item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.HasFailed && !item.IsSkipped) Add(item, ReportKind.FailedItem, $"item {Label(item)}: {ReportText.Failure(ShownResult.Of(item))}");
        else if (IsMessage(item)) Add(item, ReportKind.Message, ReportText.Message(ShownResult.Of(item)));
    }

    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Task.Config.Kind is TaskKind.IncludeTasks or TaskKind.IncludeRole && !result.HasFailed) return;
        var shown = ShownResult.Of(result);
        if (shown.TryGet("warnings", out var warnings) && warnings is PyList list && settings.ShowActionWarnings)
        {
            foreach (var warning in list.Items) output.Warn(PyText.Str(warning));
        }
        if (result.IsResumed) _resumed++;
        else if (result.HasFailed) Failed(result, shown);
        else if (result.IsUnreachable) Add(result, result.IgnoresUnreachable ? ReportKind.Ignored : ReportKind.Unreachable, ReportText.Failure(shown));
        else if (result.IsSkipped) _skipped++;
        else if (result.HasChanged) Add(result, ReportKind.Changed, Changes(result, shown));
        else if (!result.HasLoop && IsMessage(result)) Add(result, ReportKind.Message, ReportText.Message(shown));
        else if (output.Verbosity > 0) Add(result, ReportKind.Ok, ResultText.Write(shown, settings, output.Verbosity));
        else _unchanged++;
        if (_play is { IsUnordered: true }) Flush();
    }

    public override void Retrying(TaskResult attempt, long attemptsLeft)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (output.Verbosity > 0) output.Line(string.Create(CultureInfo.InvariantCulture, $"  again    {attempt.TaskName}  {attempt.Host}  ({attemptsLeft} more tries)"), OutputColor.Debug);
    }

    public override void RunCompleted(RunStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        EndPlay();
        output.Line(string.Create(CultureInfo.InvariantCulture, $"\nDone in {Elapsed()}{(settings.IsCheck ? ", nothing was changed" : "")}"), OutputColor.Highlight);
        var width = statistics.Hosts.Count == 0 ? 0 : statistics.Hosts.Keys.Max(TextWidth.Of);
        foreach (var (host, counts) in statistics.Hosts.OrderBy(h => h.Key, StringComparer.Ordinal)) output.Line(ReportText.Host(host, width, counts, _ends.GetValueOrDefault(host)), ColorOf(counts));
        if (settings.ShowCustomStatistics && statistics.Custom.Count > 0)
        {
            foreach (var (host, values) in statistics.Custom) output.Line($"  {(host == RunStatistics.WholeRun ? "run" : host)}: {ResultJson.Write(values, null)}");
        }
        _ends.Clear();
    }

    private void Failed(TaskResult result, PyDict shown)
    {
        // The items have told why each of them failed.
        var text = result.HasLoop && result.Items is { Count: > 0 } ? "" : ReportText.Failure(shown);
        Add(result, result.IgnoresErrors ? ReportKind.Ignored : ReportKind.Failed, text);
    }

    private void Add(TaskResult result, ReportKind kind, string text)
    {
        var entry = new ReportEntry(kind, result.TaskName, HostOf(result), text) { Place = result.Task.Config.IsImplicit ? null : PlaceOf(result.Task) };
        if (kind is ReportKind.Failed or ReportKind.Unreachable) _ends[result.Host] = entry;
        _pending.Add(entry);
    }

    /// <summary>Tells what hosts did of a task, together where it is the same.</summary>
    private void Flush()
    {
        foreach (var group in _pending.GroupBy(e => (e.Kind, e.Name, e.Text, e.Place))) output.Line(ReportText.Task(group.First(), [.. group.Select(e => e.Host).Distinct()]), ColorOf(group.Key.Kind));
        _pending.Clear();
    }

    private void EndPlay()
    {
        Flush();
        if (_play is null) return;
        var counts = new List<string>();
        if (_unchanged > 0) counts.Add(string.Create(CultureInfo.InvariantCulture, $"{_unchanged} unchanged"));
        if (_skipped > 0) counts.Add(string.Create(CultureInfo.InvariantCulture, $"{_skipped} skipped"));
        if (_resumed > 0) counts.Add(string.Create(CultureInfo.InvariantCulture, $"{_resumed} done before"));
        if (counts.Count > 0) output.Line("  " + string.Join(", ", counts), OutputColor.Ok);
        (_play, _unchanged, _skipped, _resumed) = (null, 0, 0, 0);
    }

    /// <summary>What changed, as differences of texts; which items did; or with -v the whole result.</summary>
    private string Changes(TaskResult result, PyDict shown)
    {
        var text = new StringBuilder();
        var hides = result.HidesOutput || ResultValues.IsSet(result.Values, "_ansible_no_log");
        if (result.Items is { } items) text.Append(ReportText.Items(items));
        if (!hides && result.ShowsDiff)
        {
            foreach (var part in result.Parts.Where(p => ResultValues.IsSet(p, "changed") && !ResultValues.IsSet(p, "_ansible_no_log")))
            {
                if (part.TryGet("diff", out var diff) && PyValues.Truth(diff)) text.Append(text.Length > 0 ? "\n" : "").Append(ReportText.Shortened(DiffText.Write(diff, settings.DiffContext, output, ResultValues.Text(part, "dest")), ShowsWholeDiffs ? int.MaxValue : ShownDiffLines));
            }
        }
        if (output.Verbosity > 0 && !result.HasLoop) text.Append(text.Length > 0 ? "\n" : "").Append(ResultText.Write(shown, settings, output.Verbosity));
        return text.ToString();
    }

    private static bool IsMessage(TaskResult result) => !result.IsSkipped && !result.HasFailed && !result.IsResumed && ResultValues.IsSet(result.Values, "_ansible_verbose_always");

    private static string Label(TaskResult item) => item.HidesOutput ? "(hidden)" : item.Values.TryGet("_ansible_item_label", out var label) ? PyText.Str(label) : "";

    private static string HostOf(TaskResult result) => result.DelegatedTo is { } other && other != result.Host ? $"{result.Host} -> {other}" : result.Host;

    private static string PlaceOf(TaskNode task) => $"{Path.GetFileName(task.Config.Span.File.Name)}:{task.Config.Span.StartPosition.Line.ToString(CultureInfo.InvariantCulture)}";

    private string Elapsed() => clock.GetElapsedTime(_start) switch
    {
        { TotalSeconds: < 60 } time => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        var time => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes} min {time.Seconds} s"),
    };

    private static OutputColor ColorOf(HostCounts counts) => counts.Failed > 0 ? OutputColor.Error : counts.Unreachable > 0 ? OutputColor.Unreachable : counts.Changed > 0 ? OutputColor.Changed : OutputColor.Ok;

    private static OutputColor ColorOf(ReportKind kind) => kind switch
    {
        ReportKind.Failed or ReportKind.FailedItem => OutputColor.Error,
        ReportKind.Unreachable => OutputColor.Unreachable,
        ReportKind.Ignored => OutputColor.Skipped,
        ReportKind.Changed => OutputColor.Changed,
        _ => OutputColor.Ok,
    };
}
