using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>Each result in one line.</summary>
public sealed class OneLineCallback(PlayOutput output, CallbackSettings settings) : PlayCallback
{
    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var shown = ShownResult.Of(result);
        var json = ResultText.Write(shown, settings, output.Verbosity, indent: 0).Replace("\n", "", StringComparison.Ordinal);
        if (result.HasFailed) output.Line($"{result.Host} | FAILED! => {json}", OutputColor.Error);
        else if (result.IsUnreachable) output.Line($"{result.Host} | UNREACHABLE!: {ResultValues.Text(shown, "msg")}", OutputColor.Unreachable);
        else if (result.IsSkipped) output.Line($"{result.Host} | SKIPPED", OutputColor.Skipped);
        else Succeeded(result, shown, json);
    }

    private void Succeeded(TaskResult result, PyDict shown, string json)
    {
        var state = result.HasChanged ? "CHANGED" : "SUCCESS";
        var color = result.HasChanged ? OutputColor.Changed : OutputColor.Ok;
        if (!MinimalCallback.IsPlain(result) || shown.ContainsKey("ansible_job_id"))
        {
            output.Line($"{result.Host} | {state} => {json}", color);
            return;
        }
        var errors = Escaped(shown, "stderr") is { Length: > 0 } text ? $" (stderr) {text}" : "";
        output.Line($"{result.Host} | {state} | rc={PyText.Str(shown.TryGet("rc", out var code) ? code : -1L)} | (stdout) {Escaped(shown, "stdout")}{errors}", color);
    }

    private static string Escaped(PyDict shown, string name) =>
        (ResultValues.Text(shown, name) ?? "").Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
}
