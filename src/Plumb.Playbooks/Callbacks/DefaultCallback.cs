using System.Globalization;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>Shows a run the way Ansible's default callback does, byte for byte.</summary>
public class DefaultCallback(PlayOutput output, CallbackSettings settings) : PlayCallback
{
    private const string HiddenItem = "(censored due to no_log)";

    private PlayDescription? _play;
    private TaskNode? _titled;
    private (TaskNode Task, string Name)? _started;

    protected PlayOutput Output => output;

    protected CallbackSettings Settings => settings;

    public override void PlaybookStarted(string path)
    {
        if (output.Verbosity > 1) output.Banner($"PLAYBOOK: {Path.GetFileName(path)}");
        if (settings is { IsCheck: true, MarkChecks: true }) output.Banner("DRY RUN");
    }

    public override void PlayStarted(PlayDescription play)
    {
        ArgumentNullException.ThrowIfNull(play);
        _play = play;
        var name = play.Name.Trim();
        output.Banner($"PLAY{(name.Length == 0 ? "" : $" [{name}]")}{CheckMark(play.IsCheck)}");
    }

    public override void NoHostsMatched() => output.Line("skipping: no hosts matched", OutputColor.Skipped);

    public override void NoHostsRemaining() => output.Banner("NO MORE HOSTS LEFT");

    public override void TaskStarted(TaskNode task, string name)
    {
        _started = _play is { IsUnordered: true } ? null : (task, name.Trim());
        if (_started is not null && settings is { ShowSkipped: true, ShowOk: true }) WriteTitle(task, name, isCheck: _play?.IsCheck ?? false);
    }

    public override void HostStarted(TaskNode task, string name, string host)
    {
        if (settings.ShowHostStarts) output.Line($" [started TASK: {name} on {host}]", OutputColor.Ok);
    }

    public override void ItemCompleted(TaskResult item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var shown = ShownResult.Of(item);
        if (item.HasFailed || item.IsUnreachable) ItemFailed(item, shown);
        else if (item.IsSkipped) ItemSkipped(item, shown);
        else ItemSucceeded(item, shown);
    }

    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.IsResumed)
        {
            EnsureTitle(result);
            output.Line($"done before: [{HostLabel(result)}]", result.HasChanged ? OutputColor.Changed : OutputColor.Ok);
            return;
        }
        var shown = ShownResult.Of(result);
        if (result.HasFailed) TaskFailed(result, shown);
        else if (result.IsUnreachable) HostUnreachable(result, shown);
        else if (result.IsSkipped) TaskSkipped(result, shown);
        else TaskSucceeded(result, shown);
    }

    public override void FilesDiffer(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.HidesOutput || ResultValues.IsSet(result.Values, "_ansible_no_log")) return;
        foreach (var part in result.Parts)
        {
            if (!ResultValues.IsSet(part, "changed") || !part.TryGet("diff", out var diff) || !PyValues.Truth(diff)) continue;
            var text = DiffText.Write(diff, settings.DiffContext, output);
            if (text.Length == 0) continue;
            EnsureTitle(result);
            output.Line(text);
        }
    }

    public override void Retrying(TaskResult attempt, long attemptsLeft)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var text = $"FAILED - RETRYING: [{HostLabel(attempt)}]: {attempt.OwnTaskName} ({attemptsLeft.ToString(CultureInfo.InvariantCulture)} retries left).";
        var shown = ShownResult.Of(attempt);
        if (ResultText.IsVerbose(shown, output.Verbosity, above: 2)) text += "Result was: " + ResultText.Write(shown, settings, output.Verbosity);
        output.Line(text, OutputColor.Debug);
    }

    public override void AsyncPolled(TaskResult poll)
    {
        ArgumentNullException.ThrowIfNull(poll);
        output.Line($"ASYNC POLL on {poll.Host}: jid={Field(poll, "ansible_job_id")} started={Field(poll, "started")} finished={Field(poll, "finished")}", OutputColor.Debug);
    }

    public override void AsyncCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        output.Line($"ASYNC {(result.HasFailed ? "FAILED" : "OK")} on {result.Host}: jid={Field(result, "ansible_job_id")}", OutputColor.Debug);
    }

    public override void Included(IncludedTasks included)
    {
        ArgumentNullException.ThrowIfNull(included);
        var text = $"included: {included.Name} for {string.Join(", ", included.Hosts)}";
        if (included.HidesItem) text += $" => (item={HiddenItem})";
        else if (included.HasItem && PyValues.Truth(included.ItemLabel)) text += $" => (item={PyText.Str(included.ItemLabel)})";
        output.Line(text, OutputColor.Skipped);
    }

    public override void Notified(TaskNode handler, string host)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (output.Verbosity > 1) output.Line($"NOTIFIED HANDLER {handler.DisplayName} for {host}", OutputColor.Verbose);
    }

    public override void RunCompleted(RunStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        output.Banner("PLAY RECAP");
        foreach (var (host, counts) in statistics.Hosts.OrderBy(h => h.Key, StringComparer.Ordinal)) output.Line(RecapLine.Write(host, counts, output));
        output.Line("");
        if (settings.ShowCustomStatistics && statistics.Custom.Count > 0) WriteCustom(statistics);
        if (settings is { IsCheck: true, MarkChecks: true }) output.Banner("DRY RUN");
    }

    protected static string HostLabel(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.DelegatedTo is not { } other || other == result.Host) return result.Host;
        var address = result.Values.TryGet("_ansible_delegated_vars", out var about) && about is PyDict values && values.TryGet("ansible_host", out var host) && host is string text ? text : other;
        return $"{result.Host} -> {other}{(address == other ? "" : $"({address})")}";
    }

    protected void WriteWarnings(PyDict shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        if (!settings.ShowActionWarnings) return;
        if (shown.TryGet("warnings", out var warnings) && warnings is PyList { Count: > 0 } list)
        {
            foreach (var warning in list.Items) output.Warn(PyText.Str(warning));
            shown.Remove("warnings");
        }
        if (shown.TryGet("deprecations", out var deprecations) && deprecations is PyList { Count: > 0 } deprecated)
        {
            foreach (var item in deprecated.Items.OfType<PyDict>()) output.Deprecate(ResultValues.Text(item, "msg") ?? "");
            shown.Remove("deprecations");
        }
    }

    private void TaskFailed(TaskResult result, PyDict shown)
    {
        ShownResult.CleanDebug(shown, result.Task.Config.ActionName);
        EnsureTitle(result);
        WriteException(shown);
        WriteWarnings(shown);
        if (result.HasLoop && shown.ContainsKey("results"))
        {
            if (result.IgnoresErrors) output.Line("...ignoring", OutputColor.Skipped);
            return;
        }
        if (output.Verbosity < 2 && settings.ShowPlaceOfFailures) WritePlace(result.Task);
        output.Line($"fatal: [{HostLabel(result)}]: FAILED! => {ResultText.Write(shown, settings, output.Verbosity)}", OutputColor.Error, settings.FailuresToErrors);
        if (result.IgnoresErrors) output.Line("...ignoring", OutputColor.Skipped);
    }

    private void HostUnreachable(TaskResult result, PyDict shown)
    {
        EnsureTitle(result);
        output.Line($"fatal: [{HostLabel(result)}]: UNREACHABLE! => {ResultText.Write(shown, settings, output.Verbosity)}", OutputColor.Unreachable, settings.FailuresToErrors);
        if (result.IgnoresUnreachable) output.Line("...ignoring", OutputColor.Skipped);
    }

    private void TaskSkipped(TaskResult result, PyDict shown)
    {
        if (!settings.ShowSkipped) return;
        ShownResult.CleanDebug(shown, result.Task.Config.ActionName);
        EnsureTitle(result);
        if (result.HasLoop) shown.Remove("results");
        output.Line($"skipping: [{result.Host}]{Values(shown)}", OutputColor.Skipped);
    }

    private void TaskSucceeded(TaskResult result, PyDict shown)
    {
        if (result.Task.Config.Kind is Plays.Model.TaskKind.IncludeTasks or Plays.Model.TaskKind.IncludeRole)
        {
            EnsureTitle(result);
            return;
        }
        if (!result.HasChanged && !settings.ShowOk) return;
        EnsureTitle(result);
        WriteWarnings(shown);
        if (result.HasLoop && shown.ContainsKey("results")) return;
        ShownResult.CleanDebug(shown, result.Task.Config.ActionName);
        output.Line($"{(result.HasChanged ? "changed" : "ok")}: [{HostLabel(result)}]{Values(shown)}", result.HasChanged ? OutputColor.Changed : OutputColor.Ok);
    }

    private void ItemFailed(TaskResult item, PyDict shown)
    {
        EnsureTitle(item);
        ShownResult.CleanDebug(shown, item.Task.Config.ActionName);
        WriteException(shown);
        WriteWarnings(shown);
        output.Line($"failed: [{HostLabel(item)}] (item={ItemLabel(shown)}) => {ResultText.Write(shown, settings, output.Verbosity)}", OutputColor.Error, settings.FailuresToErrors);
    }

    private void ItemSkipped(TaskResult item, PyDict shown)
    {
        if (!settings.ShowSkipped) return;
        EnsureTitle(item);
        ShownResult.CleanDebug(shown, item.Task.Config.ActionName);
        output.Line($"skipping: [{item.Host}] => (item={ItemLabel(shown)}) {Values(shown)}", OutputColor.Skipped);
    }

    private void ItemSucceeded(TaskResult item, PyDict shown)
    {
        if (item.Task.Config.Kind is Plays.Model.TaskKind.IncludeTasks or Plays.Model.TaskKind.IncludeRole || (!item.HasChanged && !settings.ShowOk)) return;
        EnsureTitle(item);
        var label = ItemLabel(shown);
        ShownResult.CleanDebug(shown, item.Task.Config.ActionName);
        output.Line($"{(item.HasChanged ? "changed" : "ok")}: [{HostLabel(item)}] => (item={label}){Values(shown)}", item.HasChanged ? OutputColor.Changed : OutputColor.Ok);
    }

    private string Values(PyDict shown) => ResultText.IsVerbose(shown, output.Verbosity) ? " => " + ResultText.Write(shown, settings, output.Verbosity) : "";

    private void WriteException(PyDict shown)
    {
        if (ResultValues.Text(shown, "exception") is not { } exception) return;
        var text = output.Verbosity < 3
            ? "An exception occurred during task execution. To see the full traceback, use -vvv. The error was: " + exception.Trim().Split('\n')[^1]
            : "The full traceback is:\n" + exception;
        output.Line(text, OutputColor.Error, settings.FailuresToErrors);
    }

    private void EnsureTitle(TaskResult result)
    {
        if (ReferenceEquals(_titled, result.Task)) return;
        WriteTitle(result.Task, _started is { } started && ReferenceEquals(started.Task, result.Task) ? started.Name : result.TaskName, result.IsCheck);
    }

    private void WriteTitle(TaskNode task, string name, bool isCheck)
    {
        var arguments = settings.ShowArguments && task.Scope.Nearest("no_log") is null
            ? " " + string.Join(", ", task.Config.Arguments.Entries.Select(e => $"{PyText.Str(e.Key)}={(e.Value is Variables.TemplateText t ? t.Source : PyText.Str(e.Value))}"))
            : "";
        output.Banner($"{(task.Config.IsHandler ? "RUNNING HANDLER" : "TASK")} [{name.Trim()}{arguments}{CheckMark(isCheck)}]");
        if (output.Verbosity >= 2) WritePlace(task);
        _titled = task;
    }

    private void WritePlace(TaskNode task) => output.Line($"task path: {task.Place}", OutputColor.Debug);

    private string CheckMark(bool isCheck) => isCheck && settings.MarkChecks ? " [CHECK MODE]" : "";

    private static string ItemLabel(PyDict shown)
    {
        if (ResultValues.IsSet(shown, "_ansible_no_log")) return HiddenItem;
        return PyText.Str(shown.TryGet("_ansible_item_label", out var label) || shown.TryGet("item", out label) ? label : null);
    }

    private static string Field(TaskResult result, string name) => PyText.Str(result.Values.TryGet(name, out var value) ? value : null);

    private void WriteCustom(RunStatistics statistics)
    {
        output.Banner("CUSTOM STATS: ");
        foreach (var (host, values) in statistics.Custom.Where(c => c.Key != RunStatistics.WholeRun).OrderBy(c => c.Key, StringComparer.Ordinal))
            output.Line($"\t{host}: {OneLine(values)}");
        if (statistics.Custom.TryGetValue(RunStatistics.WholeRun, out var whole))
        {
            output.Line("");
            output.Line($"\tRUN: {OneLine(whole)}");
        }
        output.Line("");
    }

    private string OneLine(PyDict values) => ResultText.Write(values, settings, output.Verbosity, indent: 1).Replace("\n", "", StringComparison.Ordinal);
}
