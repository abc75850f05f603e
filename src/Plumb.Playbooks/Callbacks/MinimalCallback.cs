using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>Results without titles and recap, as for single actions.</summary>
public sealed class MinimalCallback(PlayOutput output, CallbackSettings settings) : PlayCallback
{
    private static readonly HashSet<string> Commands = ["command", "win_command", "shell", "win_shell", "raw"];

    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var shown = ShownResult.Of(result);
        ShownResult.CleanDebug(shown, result.Task.Config.ActionName);
        var color = result switch
        {
            { HasFailed: true } => OutputColor.Error,
            { IsUnreachable: true } => OutputColor.Unreachable,
            { IsSkipped: true } => OutputColor.Skipped,
            { HasChanged: true } => OutputColor.Changed,
            _ => OutputColor.Ok,
        };
        foreach (var warning in shown.TryGet("warnings", out var list) && list is PyList warnings ? warnings.Items : []) output.Warn(PyText.Str(warning));
        shown.Remove("warnings");
        output.Line(Text(result, shown), color);
    }

    public override void FilesDiffer(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Values.TryGet("diff", out var diff) && PyValues.Truth(diff)) output.Line(DiffText.Write(diff, settings.DiffContext, output));
    }

    private string Text(TaskResult result, PyDict shown)
    {
        if (result.HasFailed) return IsPlain(result) && !shown.ContainsKey("module_stderr") ? Plain(result, shown, "FAILED") : $"{result.Host} | FAILED! => {Json(shown)}";
        if (result.IsUnreachable) return $"{result.Host} | UNREACHABLE! => {Json(shown)}";
        if (result.IsSkipped) return $"{result.Host} | SKIPPED";
        var state = result.HasChanged ? "CHANGED" : "SUCCESS";
        return IsPlain(result) && !shown.ContainsKey("ansible_job_id") ? Plain(result, shown, state) : $"{result.Host} | {state} => {Json(shown)}";
    }

    private string Json(PyDict shown) => ResultText.Write(shown, settings, output.Verbosity, indent: 4);

    internal static bool IsPlain(TaskResult result) => Commands.Contains(result.Task.Config.ActionName);

    /// <summary>What a command printed, as it printed it.</summary>
    private static string Plain(TaskResult result, PyDict shown, string caption) =>
        $"{result.Host} | {caption} | rc={PyText.Str(shown.TryGet("rc", out var code) ? code : -1L)} >>\n{ResultValues.Text(shown, "stdout")}{ResultValues.Text(shown, "stderr")}{ResultValues.Text(shown, "msg")}\n";
}
